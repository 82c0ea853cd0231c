import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, fitsWidth, live, parts, paste, searchPath } from '../harness/search.mjs';
import { kindsOfPages } from '../harness/site.mjs';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 };
const LOG = `2024-03-12T08:15:02.114Z ERROR [payments-7d9f8b6c5d-x2x4z] java.sql.SQLTransientConnectionException: gone
\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)`;
// Controls must be large enough for a finger; links in running text are exempt.
const CONTROLS = 'button, input:not(:disabled), select, summary, nav a, [role=option], [role=button]';

/** Returns the visible controls that are too small for a finger. */
const small = (page) =>
  page.locator(CONTROLS).evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((one) => !one.closest('.visually-hidden, [hidden], [inert]') && one.type !== 'hidden')
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
      .map(
        ({ one, box }) =>
          `${one.localName} “${(one.innerText || one.ariaLabel || '').slice(0, 30)}” ${box.width.toFixed(0)}×${box.height.toFixed(0)}`,
      ),
  );

scenario(import.meta.url, async ({ visit, pages, step }) => {
  pages.expect(/no\/such\/page/);
  for (const [kind, path] of kindsOfPages()) {
    await step(kind, async () => {
      const page = await visit(path, PHONE);
      await live(page);
      await fitsWidth(page);
      assert.deepEqual(await small(page), [], 'controls of 44 px');
    });
  }
  await step('search results', async () => {
    const page = await visit(searchPath('connection'), PHONE);
    await anyHit(page);
    await fitsWidth(page);
    assert.deepEqual(await small(page), [], 'controls of 44 px');
  });
  await step('what goes on beyond the edge fades there', async () => {
    for (const path of ['/', '/search/']) {
      const page = await visit(path, PHONE);
      await live(page);
      await paste(page, LOG);
      await parts(page).first().waitFor();
      await anyHit(page);
      const edges = await page.evaluate(() => {
        const left = (selector) => document.querySelector(selector).getBoundingClientRect().left;
        const line = document.querySelector('.kb-parts');
        return [
          left('.kb-part'),
          left('.kb-paste p'),
          getComputedStyle(line).maskImage,
          line.scrollWidth > line.clientWidth,
        ];
      });
      assert.equal(edges[0], edges[1], 'the first part stands below its text');
      assert.match(edges[2], /gradient/);
      // When the line is scrolled to its end, nothing is faded.
      const last = await page.evaluate(() => {
        const line = document.querySelector('.kb-parts');
        line.scrollLeft = line.scrollWidth;
        return line.getBoundingClientRect().right - line.lastElementChild.getBoundingClientRect().right;
      });
      assert.ok(!edges[3] || last >= 47, `the last part is clear of the edge: ${last}`);
      await fitsWidth(page);
    }
  });
  await step('the field is within reach of the thumb', async () => {
    const page = await visit('/', PHONE);
    const box = await field(page).boundingBox();
    assert.ok(
      box.y + box.height <= 740 && box.y > 740 * 0.7,
      `the field is at the bottom edge: ${JSON.stringify(box)}`,
    );
    await live(page);
    await field(page).tap();
    await field(page).fill('connection');
    await anyHit(page);
    const first = await page.locator('[role=option][data-hit]').first().boundingBox();
    assert.ok(first.y >= 0 && first.y < 740, 'a result is in sight');
    await fitsWidth(page);
  });
});
