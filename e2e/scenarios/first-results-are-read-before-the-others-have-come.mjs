import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { hits, live, searchPath, settled, shownHits } from '../harness/search.mjs';
import { terminal } from '../harness/site.mjs';

const DOCUMENT = /\/pack\/[^/]+\/d\d+\.kbc$/;
const SHOWN = 5;

scenario(import.meta.url, async ({ open, server }) => {
  const words = 'connection pool exhausted';
  const [{ hits: found }] = terminal([words], '--limit', '10');
  assert.ok(found.length > SHOWN);
  // The best documents are requested first, and arrive slowly, as over a slow network.
  // The later ones are held back.
  let files = 0;
  let release;
  const others = new Promise((resolve) => (release = resolve));
  const faults = [
    { match: { test: (path) => DOCUMENT.test(path) && ++files > SHOWN }, delay: others },
    { match: DOCUMENT, delay: 300 },
    // Bundles are held back, too, so nothing is fetched ahead.
    { match: /\/b\d+\.kbc$/, delay: others },
  ];
  const page = await open();
  const slow = await server({ faults });
  await page.goto(slow.at(searchPath(words)), { waitUntil: 'commit' });

  await hits(page)
    .nth(SHOWN - 1)
    .waitFor();
  const early = await shownHits(page);
  assert.equal(early.length, SHOWN, 'no more than is there');
  const told = await page.locator('.kb-hit__snippet').allInnerTexts();
  assert.ok(told.length === SHOWN && told.every((text) => text.trim()), 'they have their snippets');
  assert.equal(await page.locator('.kb-results__more:visible').count(), 0, 'more is not offered while it comes');

  const top = async () => (await hits(page).first().boundingBox()).y;
  const before = await top();

  release();
  await hits(page)
    .nth(found.length - 1)
    .waitFor();
  await settled(page);
  assert.deepEqual(
    await shownHits(page),
    found.map((hit) => hit.url),
    'as the terminal orders them',
  );
  // The link to a symptom's page is usually above the hits; here it is below the hits that
  // were shown before it.
  assert.ok((await page.locator('.kb-offer').count()) > 0);
  assert.equal(await top(), before, 'what may be about to be pressed stays where it is');
  await live(page);
});
