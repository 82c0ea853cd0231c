import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, asked, field, live, searchPath, shownHits } from '../harness/search.mjs';
import { documents } from '../harness/site.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const box = (page, key, nth = 0) => page.locator(`.kb-facets input[name="${key}"]`).nth(nth);
const kindOf = new Map(documents().map((page) => [page.url, page.kind]));
const kinds = async (page) => new Set((await shownHits(page)).map((url) => kindOf.get(url.split('#')[0])));
const focused = (page) => page.evaluate(() => document.activeElement.id);

scenario(import.meta.url, async ({ visit, step }) => {
  await step('by keyboard', async () => {
    const page = await visit(searchPath('outage'));
    await live(page);
    await anyHit(page);
    await box(page, 'service').waitFor();
    await field(page).focus();
    // The filters follow the field in the tab order; the arrow keys belong to the results.
    for (let press = 0; press < 5 && !(await focused(page)).startsWith('kb-f-type'); press++)
      await page.keyboard.press('Tab');
    while ((await page.evaluate(() => document.activeElement.getAttribute('value'))) !== 'runbook')
      await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.waitForURL((url) => url.searchParams.get('q') === 'outage type:runbook');
    // The press checks the box at once; only the list with new counts has the attribute.
    await page.locator('[name=type][value=runbook][checked]').waitFor();
    assert.deepEqual(await kinds(page), new Set(['runbook']));
    assert.equal(await focused(page), 'kb-f-type-runbook', 'the focus stays where it was');

    // Values of one key are alternatives; different keys must all match.
    await page.locator('[name=type][value=postmortem]').press('Space');
    await page.waitForURL((url) => url.searchParams.get('q') === 'outage type:runbook type:postmortem');
    await page.locator('[name=type][value=postmortem][checked]').waitFor();
    assert.deepEqual(await kinds(page), new Set(['runbook', 'postmortem']));
    const service = box(page, 'service');
    const [name, count] = [
      await service.inputValue(),
      Number(await service.locator('xpath=..').locator('.count').innerText()),
    ];
    await service.press('Space');
    await page.waitForURL((url) => url.searchParams.get('q').includes(`service:`));
    await page.locator('.kb-count', { hasText: new RegExp(`^${count} results?$`) }).waitFor();
    assert.ok((await field(page).inputValue()).includes(name), 'the query says what is filtered');

    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.get('q').includes('service:'));
    await page.waitForFunction(
      (name) =>
        ![...document.querySelectorAll('[name=service]')]
          .find((one) => one.getAttribute('value') === name)
          .matches(':checked'),
      name,
    );
    await page.getByRole('button', { name: 'Clear filters' }).press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'outage');
    assert.equal(await page.locator('.kb-facets :checked').count(), 0);
  });
  await step('from a date on', async () => {
    const page = await visit(searchPath('outage'));
    await anyHit(page);
    await page.locator('[name=after][type=date]').fill('2022-01-01');
    await page.waitForURL((url) => url.searchParams.get('q') === 'outage after:2022-01-01');
    await anyHit(page);
    await page.locator('[name=after][type=date]').fill('');
    await page.waitForURL((url) => url.searchParams.get('q') === 'outage');

    // One press selects a year, and another press removes it.
    const year = page.locator('.kb-facets [name=after]').first();
    const value = Number(await year.inputValue());
    await year.check();
    await page.waitForURL((url) => url.searchParams.get('q') === `outage after:${value} before:${value + 1}`);
    await page.waitForFunction(() => document.querySelector('.kb-facets [name=after]')?.matches(':checked'));
    await year.press('Space');
    await page.waitForURL((url) => url.searchParams.get('q') === 'outage');
  });
  await step('on a phone', async () => {
    const page = await visit(searchPath('connection'), PHONE);
    await live(page);
    await anyHit(page);
    assert.ok(!(await box(page, 'type').isVisible()), 'filters are folded');
    await page.getByRole('button', { name: 'Filters' }).tap();
    await page.locator('label:has([name=type][value=guide])').tap();
    await page.waitForURL((url) => url.searchParams.get('q') === 'connection type:guide');
    await page.getByRole('button', { name: /Filters.*1/ }).waitFor();
    await page.getByRole('button', { name: /Filters.*1/ }).tap();
    await page.waitForFunction(() => document.querySelector('.kb-count').textContent);
    assert.deepEqual(await kinds(page), new Set(['guide']));
  });
  await step('sent as a form before the search is awake', async () => {
    const page = await visit('/search/?q=connection&type=runbook&after=&before=');
    await live(page);
    await anyHit(page);
    assert.equal(asked(page), 'connection type:runbook');
    assert.deepEqual(await kinds(page), new Set(['runbook']));
  });
});
