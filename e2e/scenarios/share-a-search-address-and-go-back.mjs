import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, hits, live, searchPath, shownHits, waitForHits } from '../harness/search.mjs';
import { firstDocument, terminal } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const words = firstDocument('runbook', 'connections').title.toLowerCase();
  const [{ hits: found }] = terminal([words]);
  const page = await visit(searchPath('runbook'));
  await live(page);
  assert.equal(await field(page).inputValue(), 'runbook', 'the field shows the words of the address');
  await field(page).fill(words);
  await field(page).press('Enter');
  await waitForHits(
    page,
    found.slice(0, 3).map((hit) => hit.url),
    words,
  );
  await page.waitForURL((url) => url.searchParams.get('q') === words);

  // The URL contains the search, so another reader sees the same results.
  const address = new URL(page.url());
  const other = await visit(address.pathname + address.search);
  await anyHit(other);
  await waitForHits(
    other,
    found.slice(0, 3).map((hit) => hit.url),
    'the shared address',
  );
  assert.equal(await field(other).inputValue(), words);

  // Opening a result and going back restores the query and the results.
  const before = await shownHits(other);
  await hits(other).first().click();
  await other.waitForURL((url) => url.pathname === before[0].split('#')[0]);
  await other.goBack();
  await anyHit(other);
  await waitForHits(other, before, 'after going back');
  assert.equal(await field(other).inputValue(), words);
});
