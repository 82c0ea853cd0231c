import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, live, searchPath } from '../harness/search.mjs';

/** Waits for the counts and returns the ticked values of `key`. */
const ticked = (page, key) =>
  page.locator(`.kb-facets [name=${key}]:checked`).evaluateAll((all) => all.map((one) => one.value));
const box = (page, key, value) => page.locator(`.kb-facets [name=${key}][value="${value}"]`);
const becomes = (page, query) => page.waitForURL((url) => url.searchParams.get('q') === query);
const counted = (page) => page.locator('.kb-facets .count').first().waitFor();

scenario(import.meta.url, async ({ visit, step }) => {
  const open = async (query) => {
    const page = await visit(searchPath(query));
    await live(page);
    await anyHit(page);
    await counted(page);
    return page;
  };

  await step('a range of severities', async () => {
    const page = await open('disk sev:<=2');
    const before = await ticked(page, 'sev');
    assert.deepEqual(before, ['1', '2']);
    await box(page, 'sev', 1).uncheck();
    await becomes(page, 'disk sev:2');
    await page.locator('.kb-facets [name=sev][value="2"][checked]').waitFor();
    assert.deepEqual(await ticked(page, 'sev'), ['2']);
  });

  await step('a date that is no day', async () => {
    const page = await open('disk after:2023-05');
    assert.equal(await page.locator('[name=after][type=date]').inputValue(), '2023-05-01');
    const years = await ticked(page, 'after');
    await box(page, 'after', years[0]).uncheck();
    await becomes(page, `disk after:2023-05 before:${years[0]}`);
    await counted(page);
    await page.waitForFunction(
      (year) => !document.querySelector(`.kb-facets [name=after][value="${year}"]`)?.matches(':checked'),
      years[0],
    );
    assert.deepEqual(await ticked(page, 'after'), years.slice(1));
  });

  await step('up to the first day of a year', async () => {
    const page = await open('outage after:2024-01-01 before:2026-01-01');
    const years = await ticked(page, 'after');
    assert.ok(!years.includes('2026') && years.includes('2025'), `${years}`);
  });

  await step('what is left out is taken in', async () => {
    const page = await open('disk -type:guide');
    const count = await box(page, 'type', 'guide').locator('xpath=..').locator('.count').innerText();
    await box(page, 'type', 'guide').check();
    await becomes(page, 'disk type:guide');
    await page.locator('.kb-count', { hasText: new RegExp(`^${count} results?$`) }).waitFor();
  });

  await step('nothing is found, and nothing can be chosen', async () => {
    const page = await open('connection');
    await field(page).fill('qxzvwkj');
    await page.locator('.kb-nothing').waitFor();
    await page.locator('.kb-facets .count').first().waitFor({ state: 'detached' });
    await field(page).fill('connection');
    await counted(page);
  });
});
