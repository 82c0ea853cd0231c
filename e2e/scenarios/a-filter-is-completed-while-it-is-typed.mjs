import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, live } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const page = await visit('/');
  await live(page);
  await field(page).fill('connection type:post');
  const offer = page.locator('[role=option]:not([data-hit])', { hasText: 'type:postmortem' });
  await offer.waitFor();
  await page.keyboard.press('ArrowDown');
  assert.equal(await field(page).getAttribute('aria-activedescendant'), await offer.getAttribute('id'));
  await page.keyboard.press('Enter');
  await anyHit(page);
  assert.equal(await field(page).inputValue(), 'connection type:postmortem ');
  assert.ok(await field(page).evaluate((one) => one === document.activeElement && one.selectionEnd === one.value.length));
});
