import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, live } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit, step }) => {
  const page = await visit('/');
  await live(page);
  const offers = page.locator('[role=option]:not([data-hit])');

  await step('a value, by keyboard', async () => {
    await field(page).fill('connection type:post');
    const offer = offers.filter({ hasText: 'type:postmortem' });
    await offer.waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await field(page).getAttribute('aria-activedescendant'), await offer.getAttribute('id'));
    await page.keyboard.press('Enter');
    await anyHit(page);
    assert.equal(await field(page).inputValue(), 'connection type:postmortem ');
    assert.ok(
      await field(page).evaluate(
        (/** @type {HTMLInputElement} */ one) =>
          one === document.activeElement && one.selectionEnd === one.value.length,
      ),
    );
  });

  /** @type {[typed: string, offered: string | RegExp][]} */
  const COMPLETED = [
    ['alert:kubepodcr', 'alert:KubePodCrashLooping'],
    ['disk sev:<=', 'sev:<=2'],
    ['disk before:20', /^before:20\d\d$/],
    // A key is completed where a word is unlikely.
    ['disk service', 'service:'],
    ['disk -ty', 'type:'],
  ];
  for (const [typed, offered] of COMPLETED) {
    await step(`${typed} becomes ${offered}`, async () => {
      await field(page).fill(typed);
      await offers.getByText(offered, { exact: true }).first().waitFor();
    });
  }

  await step('a word that only begins like a key is a word', async () => {
    await field(page).fill('disk serv');
    await anyHit(page);
    await page.waitForFunction(() => !/service:/.test(document.querySelector('#kb-results').textContent));
  });
});
