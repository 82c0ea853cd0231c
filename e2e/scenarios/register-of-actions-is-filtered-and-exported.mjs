import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { live } from '../harness/search.mjs';
import { read } from '../harness/site.mjs';

const all = JSON.parse(read('data/actions.json'));
const rows = (page) => page.locator('tr[data-row]:visible');
const choose = (page, facet, value) => page.locator(`.filters select[name=${facet}]`).selectOption(`${facet}:${value}`);

scenario(import.meta.url, async ({ visit, step }) => {
  await step('filters show what fits, count it, and stand in the address', async () => {
    const page = await visit('/actions/');
    await live(page);
    assert.equal(await rows(page).count(), all.length);
    await choose(page, 'state', 'done');
    const done = all.filter(({ state }) => state === 'done').length;
    assert.equal(await rows(page).count(), done);
    assert.equal(await page.locator('[data-status]').innerText(), `${done} of ${all.length}`);
    assert.equal(await page.locator('.totals [data-n="state:done"]').innerText(), String(done));
    assert.equal(await page.locator('.totals [data-n="state:open"]').innerText(), '0');
    assert.equal(new URL(page.url()).search, '?state=done');
    await choose(page, 'owner', 'none');
    const ownerless = all.filter(({ state, owner }) => state === 'done' && !owner).length;
    assert.equal(await rows(page).count(), ownerless);
    await page.reload();
    await live(page);
    assert.equal(await rows(page).count(), ownerless, 'an address can be shared');
    await page.locator('.filters__reset').click();
    assert.equal(await rows(page).count(), all.length);
    assert.equal(new URL(page.url()).search, '');
  });
  await step('what is overdue comes first', async () => {
    const page = await visit('/actions/');
    await live(page);
    const late = all.filter(
      ({ state, due }) => state !== 'done' && due < '2026-12-01' && /^\d{4}-\d\d-\d\d/.test(due ?? ''),
    ).length;
    assert.equal(await page.locator('.totals [data-n="state:overdue"]').innerText(), String(late));
    const first = await page
      .locator('tr[data-row]')
      .evaluateAll((all) => all.map((row) => row.hasAttribute('data-late')));
    assert.deepEqual(
      first,
      [...first].sort((a, b) => Number(b) - Number(a)),
    );
    await choose(page, 'state', 'overdue');
    assert.equal(await rows(page).count(), late);
    assert.equal(await page.locator('[data-nothing]').isVisible(), late === 0, 'nothing is said to be nothing');
  });
  await step('a service leads to its own items', async () => {
    const page = await visit('/actions/');
    await live(page);
    const option = page.locator('.filters select[name=service] option').nth(1);
    const value = (await option.getAttribute('value')).split(':')[1];
    const other = await visit(`/actions/?service=${value}`);
    await live(other);
    const shown = await rows(other).count();
    assert.ok(shown > 0 && shown < all.length, `${shown} of ${all.length}`);
  });
  await step('the table is exported', async () => {
    const page = await visit('/actions/');
    const links = page.locator('.exports a');
    const [csv, json] = await links.evaluateAll((/** @type {HTMLAnchorElement[]} */ all) =>
      all.map((one) => new URL(one.href).pathname),
    );
    assert.deepEqual(JSON.parse(read(json)), all);
    const lines = read(csv).trimEnd().split('\r\n');
    assert.equal(lines.length, all.length + 1);
    assert.match(lines[0], /^state,type,owner,due,action,/);
    const started = page.waitForEvent('download');
    await links.first().click();
    assert.equal((await started).suggestedFilename(), 'actions.csv');
  });
  await step('without JavaScript it is a table', async () => {
    const page = await visit('/actions/', { javaScriptEnabled: false });
    assert.equal(await rows(page).count(), all.length);
    assert.ok(!(await page.locator('.filters').isVisible()), 'no control that does nothing');
    assert.equal(await page.locator('.exports a').count(), 2);
  });
});
