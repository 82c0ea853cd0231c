import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { live } from '../harness/search.mjs';
import { read } from '../harness/site.mjs';

const incidents = JSON.parse(read('data/incidents.json'));
const rows = (page) => page.locator('tr[data-row]:visible');
const number = async (locator) => Number(await locator.innerText());

/** Returns the years of the incidents, the year with the most incidents first. */
const years = () => {
  const counts = {};
  for (const { date } of incidents) if (date) counts[date.slice(0, 4)] = (counts[date.slice(0, 4)] ?? 0) + 1;
  return Object.entries(counts).sort((a, b) => b[1] - a[1]);
};

scenario(import.meta.url, async ({ visit, step }) => {
  await step('figures and drawings follow the filter', async () => {
    const page = await visit('/insights/');
    await live(page);
    assert.equal(await rows(page).count(), incidents.length);
    const [[year, count]] = years();
    await page.locator('.filters select[name=year]').selectOption(`year:${year}`);
    assert.equal(await rows(page).count(), count);
    const chart = page.locator('section.chart').first();
    assert.equal(await number(chart.locator('[data-n=""]')), count);
    const bars = await chart
      .locator('tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [row.querySelector('[data-n]').textContent, row.querySelector('rect').getAttribute('width')]),
      );
    for (const [shown, width] of bars) assert.equal(shown, width, 'a bar is as wide as its number');
    const known = incidents
      .filter(({ date, durations }) => date?.startsWith(year) && durations.total)
      .map(({ durations }) => durations.total.minutes)
      .sort((a, b) => a - b);
    const spread = page.locator('section.spread[aria-labelledby=kb-resolve]');
    assert.equal(await number(spread.locator('[data-n="n-resolve:yes"]')), known.length);
    assert.equal(await spread.locator('.dot:visible').count(), known.length, 'a point for each');
    const median = known[Math.ceil(known.length / 2) - 1];
    const words = (minutes) =>
      [
        { value: Math.floor(minutes / 1440), unit: 'd' },
        { value: Math.floor(minutes / 60) % 24, unit: 'h' },
        { value: minutes % 60, unit: 'min' },
      ]
        .filter(({ value }) => value > 0)
        .map(({ value, unit }) => `${value} ${unit}`)
        .join(' ') || '0 min';
    const shown = (await spread.locator('[data-q="resolve:50"]').innerText()).replaceAll('\u00a0', ' ');
    assert.equal(shown, known.length < 2 ? '–' : words(median));
  });
  await step('all of it is shown again', async () => {
    const page = await visit(`/insights/?year=${years()[0][0]}`);
    await live(page);
    assert.ok((await rows(page).count()) < incidents.length);
    await page.locator('.filters__reset').click();
    assert.equal(await rows(page).count(), incidents.length);
  });
  await step('without JavaScript everything is there, with a table beside each drawing', async () => {
    const page = await visit('/insights/', { javaScriptEnabled: false });
    assert.equal(await rows(page).count(), incidents.length);
    assert.ok(!(await page.locator('.filters').isVisible()));
    for (const section of await page.locator('section:has(> svg), section:has(> .columns)').all()) {
      assert.ok((await section.locator('table').count()) > 0, await section.innerText());
    }
    assert.match(await page.locator('main').innerText(), /Known for \d+ of \d+/);
  });
});
