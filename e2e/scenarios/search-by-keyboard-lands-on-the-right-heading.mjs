import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { field, hits, live, settled } from '../harness/search.mjs';
import { terminal } from '../harness/site.mjs';

// Words that only a section contains, so that the URL of the hit has a fragment.
const CANDIDATES = [
  'idle in transaction',
  'roll back the deploy',
  'release connections',
  'mitigation',
  'root cause',
  'diagnosis',
];

scenario(import.meta.url, async ({ visit }) => {
  const { q, hits: found } = terminal(CANDIDATES).find(({ hits }) => hits[0]?.url.includes('#'));
  const page = await visit('/');
  await live(page);

  await page.keyboard.press('/');
  assert.ok(await field(page).evaluate((one) => one === document.activeElement), '/ moves to the search field');
  assert.equal(await field(page).inputValue(), '', 'the slash itself is not typed');
  await page.keyboard.type(q);
  await settled(page);

  // The first option may be active already; otherwise arrow down activates it.
  const active = () => field(page).getAttribute('aria-activedescendant');
  if (!(await active())) await page.keyboard.press('ArrowDown');
  const first = hits(page).first();
  assert.equal(await active(), await first.getAttribute('id'), 'the first result is the active one');
  // The panel groups results by kind, but the best result is still first.
  assert.equal(await first.getAttribute('data-hit'), found[0].url, q);
  await page.keyboard.press('Enter');

  const [path, fragment] = found[0].url.split('#');
  await page.waitForURL((url) => url.pathname === path && decodeURIComponent(url.hash).startsWith(`#${fragment}`));
  const heading = page.locator(`[id="${fragment}"]`);
  await heading.waitFor();
  const box = await heading.boundingBox();
  assert.ok(box.y >= -1 && box.y < 800, `the heading is in sight, at ${box.y}`);
});
