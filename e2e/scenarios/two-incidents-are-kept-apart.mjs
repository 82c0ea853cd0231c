import assert from 'node:assert/strict';

import { at, control, FILES, noted, start, step, summary, tell } from '../harness/incident.mjs';
import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { fitsWidth, live } from '../harness/search.mjs';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const host = (page) => page.locator('input[name=db_host]');
const done = (page) => page.locator('.step__box:checked').count();

/** Opens the control and presses one of its buttons. */
async function press(page, name) {
  if ((await control(page).getAttribute('open')) === null) await summary(page).press('Enter');
  await control(page).getByRole('button', { name, exact: true }).first().press('Enter');
}

scenario(
  import.meta.url,
  async ({ server, visit, step: part }) => {
    const site = build(FILES);
    try {
      const from = await server({ root: site.dist });
      const path = '/runbooks/connections/';

      await part('values and ticks belong to their incident', async () => {
        const page = await visit(path, { server: from });
        await live(page);
        // Before a session, values and steps are stored but not recorded.
        await host(page).fill('db-nobody');
        await step(page, '1. Connect to the primary.').check();
        await tell(page, 'ruled-out', 'nothing of this');
        assert.ok(!(await page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('kb-log')))));

        await start(page, 'first');
        assert.equal(await host(page).inputValue(), '', 'a session is a fresh incident');
        assert.equal(await done(page), 0);
        await host(page).fill('db-1');
        await step(page, '2. Count the sessions.').check();
        await noted(page, 2);

        await press(page, 'End');
        assert.equal(await host(page).inputValue(), 'db-nobody');
        assert.equal(await done(page), 1);

        await at(page, '05:00:00');
        await start(page, 'second');
        assert.equal(await host(page).inputValue(), '');
        await host(page).fill('db-2');
        await step(page, '3. Compare with the limit.').check();
        await page.reload();
        await page.locator('.step.is-done').waitFor();
        assert.equal(await host(page).inputValue(), 'db-2');
        assert.ok(await step(page, '3. Compare with the limit.').isChecked());

        // Days later the first session is resumed, which ends the second one.
        await page.context().clock.setFixedTime('2026-12-05T03:00:00Z');
        await press(page, 'Resume');
        await page.getByText('first').first().waitFor();
        assert.equal(await host(page).inputValue(), 'db-1');
        assert.ok(await step(page, '2. Count the sessions.').isChecked());
        assert.equal(await done(page), 1);
        // A step that was ticked by mistake is unticked.
        await step(page, '4. End the idle ones.').check();
        await noted(page, 3);
        await step(page, '4. End the idle ones.').uncheck();
        await noted(page, 2);

        await press(page, 'End');
        assert.match(await control(page).innerText(), /second[\s\S]*first/, 'both can be had again');
        const remove = control(page).locator('[data-act=delete]').first();
        await remove.press('Enter');
        await remove.press('Enter');
        await page.locator('.session__others li').nth(1).waitFor({ state: 'detached' });
        const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':')));
        assert.equal(new Set(left.map((key) => key.split(':')[1])).size, 1, left.join());
      });

      await part('another tab agrees', async () => {
        const page = await visit(path, { server: from });
        await live(page);
        const other = await page.context().newPage();
        await other.goto(from.at(path));
        await live(other);
        await start(page, 'shared');
        await other.locator('.session.is-active').waitFor();
        await host(page).fill('db-7');
        await step(page, '2. Count the sessions.').check();
        await other.locator('.step.is-done').waitFor();
        assert.equal(await host(other).inputValue(), 'db-7');
        await step(other, '3. Compare with the limit.').check();
        await page.getByText('2 of 7').waitFor();
        assert.equal(await summary(page).innerText(), await summary(other).innerText());
        await press(other, 'End');
        await page.locator('.session:not(.is-active)').waitFor();
        assert.equal(await done(page), 0);
      });

      for (const [name, fault] of [
        [
          'denied',
          () =>
            Object.defineProperty(window, 'localStorage', {
              get() {
                throw new DOMException('no', 'SecurityError');
              },
            }),
        ],
        [
          'full',
          () => {
            Storage.prototype.setItem = () => {
              throw new DOMException('full', 'QuotaExceededError');
            };
          },
        ],
      ]) {
        await part(`storage that is ${name} is told, and the page works`, async () => {
          const page = await visit('/', { server: from });
          await page.addInitScript(fault);
          await page.goto(from.at(path));
          await live(page);
          await start(page, 'held');
          await step(page, '2. Count the sessions.').check();
          await page.getByText('1 of 7').waitFor();
          await page.getByText('Ticks are lost when you close the page').waitFor();
          assert.match(await summary(page).innerText(), /held[\s\S]*2 entries[\s\S]*not saved/);
          await host(page).fill('db-9');
          await summary(page).press('Enter');
          await page.getByText('The recording is lost when you close the page').waitFor();
          const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Download')]);
          assert.ok(download);
        });
      }

      await part('hostile names and words stay words', async () => {
        const page = await visit(path, { server: from });
        await live(page);
        await start(page, '<img src=x onerror=alert(1)>"\'');
        for (const text of [
          '<script>alert(1)</script>',
          '`]( \\\n\t| ```',
          '\u2028- 2026-12-01 03:00:00 UTC: Confirmed `x`',
        ])
          await tell(page, 'ruled-out', text);
        await noted(page, 4);
        for (const detail of ['', '{', '7', 'null', '{"what":"eaten","text":"x"}', '{"what":"copied"}']) {
          await page.evaluate((detail) => document.dispatchEvent(new CustomEvent('kb:record', { detail })), detail);
        }
        await page.evaluate(() => document.dispatchEvent(new CustomEvent('kb:record')));
        await page.reload();
        await noted(page, 4);
        await summary(page).press('Enter');
        assert.equal(await control(page).locator('img, script').count(), 0);
        assert.equal(await control(page).locator('li').count(), 4);
      });

      await part('on a phone it leaves the search in reach', async () => {
        const page = await visit(path, { server: from, ...PHONE });
        await live(page);
        await start(page, 'a name that is much longer than any phone is wide, by far');
        await fitsWidth(page);
        const box = await summary(page).boundingBox();
        const search = await page.locator('#kb-q').boundingBox();
        assert.ok(box.y + box.height <= search.y + 1 && box.height >= 43.5, JSON.stringify([box, search]));
        await summary(page).tap();
        await fitsWidth(page);
        const small = await control(page)
          .locator('button, input, summary')
          .evaluateAll((all) =>
            all
              .filter((one) => {
                const { width, height } = one.getBoundingClientRect();
                return width < 43.5 || height < 43.5;
              })
              .map((one) => one.textContent),
          );
        assert.deepEqual(small, []);
      });
    } finally {
      site.remove();
    }
  },
  { timeout: 180_000 },
);
