import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { live } from '../harness/search.mjs';

const RUNBOOK = `---
title: Pods restart
alerts: [PodRestartsOften]
variables:
  - { name: NAMESPACE, description: Where it runs, example: payments }
  - { name: REPLICAS, pattern: '[0-9]+' }
---

## Diagnosis

\`\`\`sh
printf '%s|' <namespace> "$NAMESPACE" '<namespace>' "$(printf '%s' "$POD")"
\`\`\`

## Mitigation

\`\`\`sh
kubectl -n "$NAMESPACE" delete pod $POD --replicas=$REPLICAS
\`\`\`

See [the other](other.md).
`;

const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Copies a block; a dangerous block needs a second press. */
async function copy(page, index) {
  const block = page.locator('.code').nth(index);
  const button = block.locator('.kb-copy');
  await button.click();
  if (await block.getAttribute('data-danger')) await button.click();
  await button.filter({ hasText: /^Copied/ }).waitFor();
  return { text: await copied(page), said: await button.textContent() };
}

scenario(import.meta.url, async ({ server, visit, step, pages }) => {
  const site = build({ 'runbooks/pods-restart.md': RUNBOOK, 'runbooks/other.md': '# Other\n\nText.\n' });
  try {
    const from = await server({ root: site.dist });
    const open = (path) => visit(path, { server: from, ...clipboard });
    const filled = (page) => page.locator('.kb-var.is-filled').first().waitFor();

    await step('labels behind ? and # reach the clipboard', async () => {
      const page = await open('/alerts/PodRestartsOften/?namespace=prod&pod=api-7f#pod=api-9c');
      await filled(page);
      assert.equal((await copy(page, 0)).text, `printf '%s|' prod "prod" 'prod' "$(printf '%s' "api-7f")"`);
      const { text, said } = await copy(page, 1);
      assert.equal(text, 'kubectl -n "prod" delete pod api-7f --replicas=$REPLICAS');
      assert.match(said, /^Copied with 1 blank: REPLICAS$/);
      assert.equal(await page.getByRole('link', { name: 'the other' }).getAttribute('href'), '../../runbooks/other/');
    });

    await step('other spellings of the alert lead there, labels and all', async () => {
      pages.expect(/404/);
      for (const path of ['podrestartsoften', 'pod-restarts-often', 'PODRESTARTSOFTEN', 'Pod_Restarts-often']) {
        const page = await open(`/alerts/${path}/#namespace=prod`);
        await filled(page);
        assert.match(await page.locator('h1').textContent(), /Pods restart/);
        assert.equal(await page.locator('input[name=namespace]').inputValue(), 'prod');
      }
    });

    await step('an unknown alert says how to add a runbook', async () => {
      pages.expect(/404/);
      const page = await open('/alerts/NobodyKnowsThis/');
      await page.getByText('No runbook for the alert NobodyKnowsThis yet').waitFor();
      assert.equal(await page.locator('#kb-q').inputValue(), 'Nobody Knows This');
    });

    await step('hostile values stay values', async () => {
      const page = await open('/alerts/PodRestartsOften/');
      await live(page);
      for (const value of [
        `'; echo broken; '`,
        '"$(echo broken)`',
        '<img src=x onerror=alert(1)>',
        `a\\'b"c`,
        '--x !! $HOME',
      ]) {
        await page.locator('input[name=namespace]').fill(value);
        await page.locator('input[name=pod]').fill(value);
        const { text } = await copy(page, 0);
        const run = spawnSync('sh', ['-c', text], { encoding: 'utf8', env: { PATH: process.env.PATH } });
        assert.equal(run.stdout, `${value}|`.repeat(4), text);
        assert.equal(run.stderr, '');
        assert.equal(await page.locator('main img').count(), 0);
      }
    });

    await step('values are checked, kept and cleared', async () => {
      const page = await open('/alerts/PodRestartsOften/');
      await live(page);
      const replicas = page.locator('.kb-var[data-var=replicas]');
      await page.locator('input[name=replicas]').fill('many');
      assert.equal(await replicas.textContent(), '$REPLICAS', 'not what the pattern asks for');
      await page.locator('input[name=replicas]').fill('3');
      assert.equal(await replicas.textContent(), '3');
      await page.reload();
      await filled(page);
      assert.equal(await replicas.textContent(), '3');
      await page.getByRole('button', { name: 'Clear' }).click();
      assert.equal(await replicas.textContent(), '$REPLICAS');
    });
  } finally {
    site.remove();
  }
});
