import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { firstDocument } from '../harness/site.mjs';

const { url } = firstDocument('postmortem', 'leaked-connections');

/** Returns the number and the name of the focused point. */
const focused = (page) =>
  page.evaluate(() => {
    const point = document.activeElement?.closest?.('.timeline__strip .point');
    const all = [...document.querySelectorAll('.timeline__strip .point')];
    return { at: all.indexOf(point), name: point?.getAttribute('aria-label') };
  });

scenario(import.meta.url, async ({ visit, step }) => {
  await step('arrows go from point to point', async () => {
    const page = await visit(url);
    const points = page.locator('.timeline__strip .point');
    const last = (await points.count()) - 1;
    assert.ok(last > 2, `${last + 1} points`);
    assert.equal(await page.locator('.timeline__strip .point[tabindex="0"]').count(), 1, 'one stop for Tab');
    await points.first().focus();
    /** @type {[key: string, at: number][]} */
    const keys = [
      ['ArrowRight', 1],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
      ['End', last],
      ['ArrowRight', last],
      ['Home', 0],
    ];
    for (const [key, at] of keys) {
      await page.keyboard.press(key);
      assert.equal((await focused(page)).at, at, key);
    }
    const { name } = await focused(page);
    assert.match(name, /^\d\d:\d\d UTC/, 'a point is named by its time and words');
    assert.equal(await page.locator('.timeline__caption').innerText(), name, 'and told below the drawing');
  });
  await step('a point leads to its entry', async () => {
    const page = await visit(url);
    await page.locator('.timeline__strip .point').nth(1).focus();
    await page.keyboard.press('Enter');
    const entry = page.locator('.timeline__list li:target');
    await entry.waitFor();
    assert.ok(await entry.isVisible(), 'the list opens');
    assert.equal(await entry.locator('time').first().getAttribute('datetime'), '2023-08-02T13:50:00Z');
  });
  await step('without JavaScript it is a list', async () => {
    const page = await visit(url, { javaScriptEnabled: false });
    await page.locator('.timeline__list summary').click();
    const entries = page.locator('.timeline__list li');
    const times = await entries
      .locator('.timeline__time time:first-of-type')
      .evaluateAll((/** @type {HTMLTimeElement[]} */ all) => all.map((one) => one.dateTime));
    assert.ok(times.length > 2);
    assert.deepEqual(times, [...times].sort(), 'in order of time');
    assert.match(
      await page.locator('.glance').innerText(),
      /Lost to false leads\s+1\sh\s10\smin/,
      'what the false leads cost',
    );
    await page.locator('.timeline__strip .point').first().focus();
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).at, 1, 'each point is a stop for Tab');
  });
});
