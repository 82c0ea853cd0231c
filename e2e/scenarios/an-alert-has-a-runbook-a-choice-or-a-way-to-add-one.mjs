import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { anyHit, live } from '../harness/search.mjs';

const runbook = (title, alerts) => `---
title: ${title}
alerts: [${alerts}]
---

## Diagnosis

\`\`\`sh
df -h "$MOUNT"
\`\`\`
`;

const FILES = {
  'runbooks/disk-of-a-node.md': runbook('Disk of a node is full', 'DiskFull, NodeDiskFull'),
  'runbooks/disk-of-a-database.md': runbook('Disk of a database is full', 'DiskFull'),
  'guides/read-df.md': '---\ntitle: Read df\nalerts: [DiskFull]\n---\n\nText.\n',
};
const CONFIG = `
new_url = "https://git.example.com/kb/new/main/content?filename={path}&value={text}"
issue_url = "https://git.example.com/kb/issues/new"
`;

scenario(
  import.meta.url,
  async ({ server, visit, step, pages }) => {
    const site = build(FILES, CONFIG);
    try {
      const from = await server({ root: site.dist });
      const open = (path, options) => visit(path, { server: from, ...options });

      await step(
        'one runbook opens at once, in either spelling, without a second address for search engines',
        async () => {
          for (const name of ['NodeDiskFull', 'nodediskfull', 'node-disk-full', 'node_disk_full']) {
            const page = await open(`/alerts/${name}/`);
            assert.equal(await page.locator('h1').textContent(), 'Disk of a node is full', name);
          }
        },
      );

      await step('several runbooks give a choice, and the labels go along', async () => {
        for (const name of ['DiskFull', 'diskfull']) {
          const page = await open(`/alerts/${name}/?instance=db-1#mount=/var/lib`);
          assert.match(await page.locator('h1').textContent(), /^DiskFull/);
          const titles = await page.locator('.row__title').allTextContents();
          assert.deepEqual(titles, ['Disk of a database is full', 'Disk of a node is full'], 'runbooks before guides');
          await page.getByRole('link', { name: 'Disk of a database is full' }).click();
          await page.locator('.kb-var.is-filled').waitFor();
          assert.equal(await page.locator('input[name=mount]').inputValue(), '/var/lib');
          assert.match(page.url(), /\/runbooks\/disk-of-a-database\/\?instance=db-1#mount=/);
        }
      });

      await step('a choice needs no script', async () => {
        const page = await open('/alerts/DiskFull/', { javaScriptEnabled: false });
        assert.equal(await page.locator('.row__title').count(), 2);
      });

      await step('an unknown alert searches, and gives the front matter to paste and where to put it', async () => {
        pages.expect(/404/);
        const page = await open('/alerts/DiskAlmostFull/?instance=db-1', {
          permissions: ['clipboard-read', 'clipboard-write'],
        });
        await live(page);
        assert.equal(await page.locator('#kb-q').inputValue(), 'Disk Almost Full');
        await anyHit(page);
        await page.keyboard.press('Escape');
        const notice = page.locator('[data-unknown-alert]');
        await notice.getByRole('heading', { name: 'No runbook for the alert DiskAlmostFull yet' }).waitFor();
        assert.match(await notice.textContent(), /runbooks\/disk-almost-full\.md/);
        await notice.locator('.kb-copy').click();
        await notice.locator('.kb-copy').filter({ hasText: 'Copied' }).waitFor();
        const front = await page.evaluate(() => navigator.clipboard.readText());
        assert.match(front, /^---\ntitle: "DiskAlmostFull"\n.*\nalerts: \["DiskAlmostFull"\]\n.*\n---$/s);

        const write = new URL(await notice.getByRole('link', { name: 'Write the runbook' }).getAttribute('href'));
        assert.equal(write.searchParams.get('filename'), 'runbooks/disk-almost-full.md');
        assert.equal(
          write.searchParams.get('value'),
          `${front}\n\n## Meaning\n\n## Impact\n\n## Diagnosis\n\n## Mitigation\n`,
        );
        const ask = new URL(await notice.getByRole('link', { name: 'Ask for one' }).getAttribute('href'));
        assert.equal(ask.searchParams.get('title'), 'Runbook for the alert DiskAlmostFull');
      });

      await step('a hostile name stays a name', async () => {
        pages.expect(/404/);
        const name = `A"]}<img src=x onerror=alert(1)>&x=1`;
        const page = await open(`/alerts/${encodeURIComponent(name)}/`);
        await live(page);
        const notice = page.locator('[data-unknown-alert]');
        await notice.locator('code').filter({ hasText: name }).first().waitFor();
        assert.equal(await page.locator('main img').count(), 0);
        const write = new URL(await notice.getByRole('link', { name: 'Write the runbook' }).getAttribute('href'));
        assert.deepEqual([...write.searchParams.keys()], ['filename', 'value']);
        assert.ok(write.searchParams.get('value').includes(`title: ${JSON.stringify(name)}\n`));
      });
    } finally {
      site.remove();
    }
  },
  { timeout: 180_000 },
);
