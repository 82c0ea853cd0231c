import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { at, FILES, step } from '../harness/incident.mjs';
import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { fitsWidth, live } from '../harness/search.mjs';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const bar = (page) => page.locator('.steps');
const labels = (page) => page.getByRole('checkbox').evaluateAll((all) => all.map((one) => one.ariaLabel));

scenario(
  import.meta.url,
  async ({ server, visit, step: part }) => {
    const site = build(FILES);
    try {
      const from = await server({ root: site.dist });
      const open = (path, options) => visit(path, { server: from, ...options });

      await part('numbers stay, ticks stay, and the clock goes on', async () => {
        const page = await open('/runbooks/connections/', { permissions: ['clipboard-read', 'clipboard-write'] });
        await live(page);
        assert.deepEqual(await labels(page), [
          '1. Connect to the primary.',
          '2. Count the sessions.',
          '3. Compare with the limit.',
          '4. End the idle ones.',
          '5. Tell the channel.',
          'The alert has cleared',
          'Written by the author',
        ]);
        await step(page, '1. Connect to the primary.').focus();
        await page.keyboard.press('Space');
        await at(page, '03:04:12');
        await step(page, '2. Count the sessions.').press('Space');
        assert.match(await bar(page).innerText(), /^2 of 7 steps done[\s·]*04:12/);
        await page.reload();
        await page.locator('.step.is-done').first().waitFor();
        assert.deepEqual(
          await page.locator('.step__box:checked').evaluateAll((all) => all.map((one) => one.ariaLabel)),
          ['1. Connect to the primary.', '2. Count the sessions.'],
        );
        await at(page, '04:05:00');
        await page.getByText('1:05:00').waitFor();

        // The URL of the alert shows the same page.
        await page.goto(from.at('/alerts/TooManyConnections/'));
        await page.locator('.step.is-done').first().waitFor();
        assert.match(await bar(page).innerText(), /^2 of 7/);

        // The copied timeline lists the steps with their times.
        await bar(page).getByRole('button', { name: 'Copy as timeline' }).press('Enter');
        await bar(page).getByRole('button', { name: 'Copied' }).waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(
          copied,
          '- 2026-12-01 03:00:00 UTC: Did `1. Connect to the primary.` of [Connections exhausted](/runbooks/connections/)\n' +
            '- 2026-12-01 03:04:12 UTC: Did `2. Count the sessions.` of [Connections exhausted](/runbooks/connections/)\n',
        );
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          bar(page).getByRole('button', { name: 'Download' }).click(),
        ]);
        assert.equal(readFileSync(await download.path(), 'utf8'), copied);

        // Clearing the ticks needs a second press.
        const over = bar(page).locator('[data-act=over]');
        await over.press('Enter');
        assert.equal(await page.locator('.step__box:checked').count(), 2);
        assert.equal(await over.innerText(), 'Clear all ticks?');
        await over.press('Enter');
        assert.equal(await page.locator('.step__box:checked').count(), 0);
        await page.reload();
        await live(page);
        assert.match(await bar(page).innerText(), /^0 of 7/);
      });

      await part('a tick before anything is awake counts', async () => {
        let wake;
        const slow = await server({
          root: site.dist,
          faults: [{ match: /\.wasm$/, delay: new Promise((resolve) => (wake = resolve)) }],
        });
        const page = await visit('/runbooks/balancer/', { server: slow });
        await step(page, '2. Look at the health checks.').check();
        wake();
        await live(page);
        await page.getByText('1 of 2').waitFor();
        await page.reload();
        await page.locator('.step.is-done').waitFor();
      });

      await part('twelve hours later it is another incident', async () => {
        const page = await open('/runbooks/balancer/');
        await live(page);
        await step(page, '1. Look at the weights.').check();
        await at(page, '14:59:00');
        await page.reload();
        await page.locator('.step.is-done').waitFor();
        await at(page, '15:00:01');
        await page.reload();
        await live(page);
        assert.equal(await page.locator('.step__box:checked').count(), 0);
      });

      await part('without JavaScript and on paper it is the list', async () => {
        const page = await open('/runbooks/connections/', { javaScriptEnabled: false });
        assert.equal(await page.locator('.step__box:visible, .steps:visible, .session:visible').count(), 0);
        assert.deepEqual(
          await page
            .locator('article ol')
            .evaluateAll((/** @type {HTMLOListElement[]} */ all) => all.map((one) => one.start)),
          [1, 1, 3, 4],
        );
        assert.equal(await page.locator('.task input:visible').count(), 2);
        const printed = await open('/runbooks/connections/');
        await live(printed);
        await step(printed, '1. Connect to the primary.').check();
        await printed.emulateMedia({ media: 'print' });
        assert.equal(await printed.locator('.step__box:visible, .steps:visible, .session:visible').count(), 0);
        const box = (selector) =>
          printed
            .locator(selector)
            .first()
            .evaluate((one) => getComputedStyle(one, '::before').borderTopStyle);
        assert.equal(await box('.step:not(.task)'), 'solid', 'a plain box');
        assert.equal(await printed.locator('.task input:visible').count(), 2);
      });

      await part('on a phone fingers reach every box', async () => {
        const page = await open('/runbooks/connections/', PHONE);
        await live(page);
        await step(page, '3. Compare with the limit.').tap();
        await page.getByText('1 of 7').waitFor();
        await fitsWidth(page);
        const small = await page
          .locator('.step__box, .steps button:visible')
          .evaluateAll(
            (all) =>
              all.map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width < 43.5 || height < 43.5)
                .length,
          );
        assert.equal(small, 0);
      });
    } finally {
      site.remove();
    }
  },
  { timeout: 180_000 },
);
