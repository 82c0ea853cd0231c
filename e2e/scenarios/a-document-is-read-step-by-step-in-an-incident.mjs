import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { fitsWidth, live } from '../harness/search.mjs';

const filler = (words, times) => Array(times).fill(`${words} and what else there is to say about it.`).join('\n\n');
const steps = (name) =>
  [1, 2, 3]
    .map(
      (n) =>
        `${n}. ${name} step ${n} comes now.\n\n   \`\`\`sh\n   echo ${name} ${n}\n   \`\`\`\n\n   ${filler('Detail', 8).replaceAll('\n', '\n   ')}\n`,
    )
    .join('\n');

const RUNBOOK = `---
title: "Queue & <disk> #1"
owner: payments
---

Use this when the queue grows.

## Meaning

${filler('Background', 6)}

> [!NOTE]
> A note aside.

> [!CAUTION]
> Mind the disk.

## Diagnosis

Words before the steps.

${steps('Look')}

### A closer look

${filler('Closer', 4)}

## Mitigation

${steps('Mend')}
`;
const CONFIG =
  'issue_url = "https://git.example.com/kb/issues/new"\nedit_url = "https://git.example.com/kb/edit/main/{path}"\n';

scenario(
  import.meta.url,
  async ({ server, visit, step }) => {
    const site = build({ 'runbooks/queue.md': RUNBOOK }, CONFIG);
    try {
      const from = await server({ root: site.dist });
      const open = async (options) => {
        const page = await visit('/runbooks/queue/', { server: from, ...options });
        if (options?.javaScriptEnabled !== false) await live(page);
        return page;
      };
      const now = (page) => page.locator('.reading__now');
      const reads = (page, text) => now(page).filter({ hasText: text }).waitFor();
      // The focus is on the checkbox of a step.
      const focused = (page) =>
        page.evaluate(() =>
          (document.activeElement.closest('li') ?? document.activeElement).textContent.trim().slice(0, 20),
        );

      await step('keys lead from step to step and from section to section', async () => {
        const page = await open();
        for (const [key, text] of [
          ['j', 'Meaning'],
          ['j', 'Diagnosis'],
          ['j', 'Look step 1'],
          ['j', 'Look step 2'],
          ['k', 'Look step 1'],
          ['n', 'A closer look'],
          ['n', 'Mitigation'],
          ['j', 'Mend step 1'],
          ['p', 'Mitigation'],
        ]) {
          await page.keyboard.press(key);
          assert.ok((await focused(page)).startsWith(text), `${key} leads to ${text}, not to ${await focused(page)}`);
          await reads(page, text);
          const top = await page.evaluate(() => document.activeElement.getBoundingClientRect().top);
          assert.ok(top >= 44 && top < 400, `what was gone to is in sight below the bar: ${top}`);
        }
        await page.keyboard.press('/');
        await page.keyboard.type('jf');
        assert.equal(await page.locator('#kb-q').inputValue(), 'jf', 'letters typed are no keys');
      });

      await step('the step that is read stays in sight, on a desktop and on a phone', async () => {
        for (const options of [{}, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }]) {
          const page = await open(options);
          await page
            .locator('li', { hasText: 'Look step 2' })
            .last()
            .evaluate((one) => scrollTo(0, scrollY + one.getBoundingClientRect().bottom - 300));
          await reads(page, '2. Look step 2 comes now. · Diagnosis');
          const box = await now(page).boundingBox();
          assert.ok(box.y >= 0 && box.y < 100 && box.height >= 43.5, JSON.stringify(box));
          assert.match(await now(page).getAttribute('href'), /#diagnosis$/, 'it links the section');
          await fitsWidth(page);
        }
      });

      await step('steps only leaves headings, steps, commands and warnings', async () => {
        const page = await open();
        await page.keyboard.press('f');
        const toggle = page.getByRole('button', { name: 'Steps only' });
        assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
        for (const text of ['Look step 1', 'echo Mend 3', 'Mind the disk', 'Meaning', 'A closer look']) {
          assert.ok(await page.locator('.prose').getByText(text).first().isVisible(), `${text} stays`);
        }
        for (const text of ['Background', 'A note aside', 'Words before the steps', 'Use this when']) {
          assert.ok(!(await page.locator('.prose').getByText(text).first().isVisible()), `${text} goes`);
        }
        await toggle.click();
        assert.ok(await page.locator('.prose').getByText('Background').first().isVisible());
      });

      await step('text has three sizes, and keeps the one chosen', async () => {
        const page = await open();
        const size = () =>
          page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize));
        const button = page.getByRole('button', { name: /^Text size/ });
        const sizes = [await size()];
        for (const name of ['large', 'larger']) {
          await button.click();
          assert.equal(await button.getAttribute('aria-label'), `Text size: ${name}`);
          sizes.push(await size());
        }
        assert.ok(sizes[0] < sizes[1] && sizes[1] < sizes[2], sizes.join(' '));
        await page.reload();
        await live(page);
        assert.equal(await size(), sizes[2], 'after a reload');
        await button.click();
        assert.equal(await size(), sizes[0]);
      });

      await step('a problem is reported with page and section filled in', async () => {
        const page = await open();
        const report = page.locator('.reading [data-report]');
        const asked = async () => {
          const url = new URL(await report.getAttribute('href'));
          assert.deepEqual([...url.searchParams.keys()], ['title', 'body']);
          return url.searchParams;
        };
        assert.match((await asked()).get('body'), /Section: the whole page/);
        await page.keyboard.press('n');
        await page.keyboard.press('n');
        await page.keyboard.press('n');
        await report.focus();
        const filled = await asked();
        assert.equal(filled.get('title'), 'Problem with “Queue & <disk> #1”');
        assert.match(
          filled.get('body'),
          /^Page: Queue & <disk> #1\nSource: runbooks\/queue\.md\nAddress: \/runbooks\/queue\/\nSection: Diagnosis › A closer look \(#a-closer-look\)\n/,
        );
      });

      await step('without scripts there is no bar, and a report names the page', async () => {
        const page = await open({ javaScriptEnabled: false });
        assert.ok(!(await page.locator('.reading').isVisible()));
        const report = page.getByRole('link', { name: 'Report a problem with this page' });
        assert.match(await report.getAttribute('href'), /body=Page%3A%20Queue%20%26%20%3Cdisk%3E%20%231%0A/);
        assert.match(
          await page.getByRole('link', { name: 'Edit this page' }).getAttribute('href'),
          /edit\/main\/runbooks\/queue\.md$/,
        );
      });

      await step('the help names the keys', async () => {
        const page = await open();
        await page.keyboard.press('?');
        const help = await page.locator('dialog.kb-help').textContent();
        for (const text of ['steps only', 'next and previous step', 'next and previous section', 'select a command']) {
          assert.ok(help.includes(text), text);
        }
      });
    } finally {
      site.remove();
    }
  },
  { timeout: 180_000 },
);
