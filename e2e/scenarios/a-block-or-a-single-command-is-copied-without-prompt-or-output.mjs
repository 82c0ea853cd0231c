import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { fitsWidth, live } from '../harness/search.mjs';

const RUNBOOK = `---
title: Disk full
alerts: [DiskFull]
---

## Diagnosis

1. See what is full.

   \`\`\`sh verify
   # first the file systems
   df -h /var/lib
   du -x /var/lib \\
     | sort -n | tail
   \`\`\`

   \`\`\`text expect
   Filesystem  Size  Used Avail Use% Mounted on
   /dev/sda1   10G   10G  0     100% /var/lib
   \`\`\`

## Mitigation

\`\`\`console
$ ls /var/lib/old
a.log  b.log
$ rm -rf "$FOLDER"
$ sync
\`\`\`

\`\`\`sh norun exit=1
kubectl get pods
\`\`\`

\`\`\`text
NAME  READY
\`\`\`

\`\`\`sql verify
select 1;
drop table t;
\`\`\`
`;

const DU = 'du -x /var/lib \\\n  | sort -n | tail';
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

scenario(
  import.meta.url,
  async ({ server, visit, step }) => {
    const site = build({ 'runbooks/disk-full.md': RUNBOOK });
    try {
      const from = await server({ root: site.dist });
      const open = async (options) => {
        const page = await visit('/runbooks/disk-full/', { server: from, ...clipboard, ...options });
        if (options?.javaScriptEnabled !== false) await live(page);
        return page;
      };
      const copied = async (page, block) => {
        await block
          .locator('.kb-copy')
          .filter({ hasText: /^Copied/ })
          .waitFor();
        return page.evaluate(() => navigator.clipboard.readText());
      };

      await step('a block is copied whole, a session without prompts and output', async () => {
        const page = await open();
        const [shell, session] = [page.locator('.code').nth(0), page.locator('.code').nth(1)];
        await shell.locator('.kb-copy').click();
        assert.equal(await copied(page, shell), `# first the file systems\ndf -h /var/lib\n${DU}`);
        await session.locator('.kb-copy').click();
        await session.locator('.kb-copy').filter({ hasText: 'deletes' }).click();
        assert.equal(await copied(page, session), 'ls /var/lib/old\nrm -rf "$FOLDER"\nsync');
      });

      await step('a command alone, by pointer', async () => {
        const page = await open();
        const block = page.locator('.code').first();
        const commands = block.locator('.cmd');
        assert.deepEqual(await commands.allTextContents(), ['df -h /var/lib', DU]);
        await commands.nth(1).click();
        await block.locator('.kb-copy').filter({ hasText: 'Copy line' }).click();
        assert.equal(await copied(page, block), DU);
        await commands.nth(1).click();
        assert.equal(await block.locator('.is-chosen').count(), 0, 'pressed again it is not chosen any more');
      });

      await step('a command alone, by keyboard; the dangerous one asks, and asks anew', async () => {
        const page = await open();
        const block = page.locator('.code').nth(1);
        await block.locator('pre').focus();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        assert.equal(await copied(page, block), 'ls /var/lib/old', 'this one deletes nothing');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await block.locator('.kb-copy').filter({ hasText: 'Caution: deletes. Copy anyway?' }).waitFor();
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'ls /var/lib/old', 'not yet');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('Enter');
        await block.locator('.kb-copy').filter({ hasText: 'Caution: deletes. Copy anyway?' }).waitFor();
        await page.keyboard.press('Enter');
        assert.equal(await copied(page, block), 'rm -rf "$FOLDER"');
        assert.match(await block.locator('.kb-copy').textContent(), /^Copied with 1 blank: FOLDER$/);
        await page.keyboard.press('Escape');
        assert.equal(await block.locator('.is-chosen').count(), 0);
      });

      await step('a statement of SQL alone', async () => {
        const page = await open();
        const block = page.locator('.code[data-lang=sql]');
        await block.locator('.cmd').first().click();
        await block.locator('.kb-copy').click();
        assert.equal(await copied(page, block), 'select 1;');
      });

      await step('expected output folds, without scripts too, and is no command', async () => {
        for (const javaScriptEnabled of [true, false]) {
          const page = await open({ javaScriptEnabled });
          const expect = page.locator('details.expect');
          assert.deepEqual(await expect.locator('summary').allTextContents(), ['Expected output', 'Example output']);
          await expect.first().getByText('100% /var/lib').waitFor();
          await expect.first().locator('summary').click();
          await expect.first().getByText('100% /var/lib').waitFor({ state: 'hidden' });
          assert.equal(await expect.locator('.kb-copy').count(), 0);
        }
      });

      await step('marks say what is proven, and change no language', async () => {
        const page = await open();
        assert.deepEqual(await page.locator('.code').evaluateAll((all) => all.map((one) => one.dataset.lang)), [
          'shell',
          'console',
          'shell',
          'sql',
        ]);
        assert.deepEqual(await page.locator('.code__proof').allTextContents(), [
          'tested',
          'not tested, from the documentation',
          'tested',
        ]);
      });

      await step('on a phone', async () => {
        const page = await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
        await fitsWidth(page);
        const block = page.locator('.code').first();
        await block.locator('.cmd').first().tap();
        const button = block.locator('.kb-copy');
        const box = await button.boundingBox();
        assert.ok(box.height >= 43.5 && box.width >= 43.5, JSON.stringify(box));
        await button.tap();
        assert.equal(await copied(page, block), 'df -h /var/lib');
      });
    } finally {
      site.remove();
    }
  },
  { timeout: 180_000 },
);
