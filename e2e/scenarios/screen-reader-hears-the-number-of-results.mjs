import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { field, hits, live, settled, status } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const page = await visit('/');
  const attribute = (name) => field(page).getAttribute(name);
  await live(page);
  assert.equal(await attribute('aria-autocomplete'), 'list');
  assert.equal(await attribute('aria-expanded'), 'false');
  const name = await field(page).evaluate(
    (/** @type {HTMLInputElement} */ one) =>
      one.ariaLabel || one.labels?.[0]?.innerText || one.getAttribute('aria-labelledby'),
  );
  assert.ok(name, 'the field has a name');

  await field(page).fill('connection');
  await settled(page);
  assert.equal(await attribute('aria-expanded'), 'true');
  const list = page.locator(`[id="${await attribute('aria-controls')}"]`);
  await page.locator('#kb-results').waitFor();
  const listbox = (await list.getAttribute('role')) === 'listbox' ? list : list.locator('[role=listbox]').first();
  assert.equal(await listbox.getAttribute('role'), 'listbox', 'aria-controls leads to a listbox');
  const count = Number((await status(page).innerText()).match(/\d+/)[0]);
  assert.ok(count >= 1, 'the number of results is told');

  await page.keyboard.press('ArrowDown');
  const active = await attribute('aria-activedescendant');
  assert.ok(active, 'an option is active');
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');
  assert.equal(await page.locator('[role=option][aria-selected=true]').count(), 1, 'and only one');
  assert.ok(await field(page).evaluate((one) => one === document.activeElement), 'while the focus stays in the field');
  assert.ok((await hits(page).count()) >= 1);

  await page.keyboard.press('Escape');
  await page.locator('#kb-results [data-hit]').first().waitFor({ state: 'hidden' });
  assert.equal(await attribute('aria-expanded'), 'false');
  assert.equal(await attribute('aria-activedescendant'), null);
});
