import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { field, hits, live, searchPath, settled, shownHits } from '../harness/search.mjs';
import { terminal } from '../harness/site.mjs';

const DOCUMENT = /\/pack\/[^/]+\/d\d+\.kbc$/;
const AHEAD = /\/b\d+\.kbc$/;
const SHOWN = 5;

scenario(import.meta.url, async ({ open, pages, server }) => {
  pages.expect(/503/);
  const words = 'connection pool exhausted';
  const [{ hits: found }] = terminal([words], '--limit', '10');
  assert.ok(found.length > SHOWN);
  let files = 0;
  let release;
  const others = new Promise((resolve) => (release = resolve));
  const faults = [
    { match: { test: (path) => DOCUMENT.test(path) && ++files > SHOWN }, delay: others, status: 503 },
    { match: DOCUMENT, delay: 300 },
    { match: AHEAD, delay: others, status: 503 },
  ];
  const page = await open();
  const bad = await server({ faults });
  await page.goto(bad.at(searchPath(words)), { waitUntil: 'commit' });

  await hits(page)
    .nth(SHOWN - 1)
    .waitFor();
  const early = await shownHits(page);
  const places = async () => {
    const boxes = await hits(page).all();
    return Promise.all(boxes.slice(0, SHOWN).map(async (hit) => (await hit.boundingBox()).y));
  };
  const before = await places();

  release();
  const note = page.locator('.kb-short .kb-trouble');
  await note.waitFor();
  assert.match(await note.innerText(), /first results/i);
  assert.deepEqual(await shownHits(page), early, 'the first hits stay');
  assert.deepEqual(await places(), before, 'where they are');
  const last = await hits(page)
    .nth(SHOWN - 1)
    .boundingBox();
  assert.ok((await note.boundingBox()).y >= last.y + last.height, 'and the note stands below them');
  assert.equal(await page.locator('.kb-results__more:visible').count(), 0, 'there is one way to the others');

  // The note is removed together with its hits.
  await field(page).fill('');
  await note.waitFor({ state: 'detached' });
  await field(page).fill(words);
  await note.waitFor();

  faults.length = 0;
  await note.getByRole('button', { name: 'Try again' }).click();
  await hits(page)
    .nth(found.length - 1)
    .waitFor();
  await settled(page);
  assert.deepEqual(
    await shownHits(page),
    found.map((hit) => hit.url),
    'as the terminal orders them',
  );
  assert.equal(await note.count(), 0, 'nothing is missing any more');
  await live(page);
});
