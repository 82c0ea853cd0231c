import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { searchPath, waitForHits } from '../harness/search.mjs';
import { terminal } from '../harness/site.mjs';

const BLOCK = /\/pack\/[^/]+\/t\d+\.kbc$/;

scenario(import.meta.url, async ({ open, visit, server, pages, step }) => {
  const words = 'connection pool exhausted';
  const [{ hits: found }] = terminal([words]);
  let release;
  const slow = await server({ faults: [{ match: /\.wasm$/, delay: new Promise((resolve) => (release = resolve)) }] });
  const asked = (match) => slow.requests.filter((path) => match.test(path));

  const page = await open();
  await page.goto(slow.at(searchPath(words)), { waitUntil: 'commit' });
  // The search is not loaded yet, so the loader sends this request.
  while (asked(BLOCK).length === 0) await page.waitForTimeout(20);
  release();
  await waitForHits(
    page,
    found.slice(0, 5).map((hit) => hit.url),
  );
  const files = asked(/\/pack\//);
  assert.deepEqual(
    files.filter((path, n) => files.indexOf(path) !== n),
    [],
    'no file is fetched twice',
  );

  await step('blocks that are gone are told of as ever', async () => {
    pages.expect(/404/);
    const broken = await server({ faults: [{ match: BLOCK, status: 404 }] });
    const results = await visit(searchPath(words), { server: broken });
    await results
      .getByRole('button', { name: /reload/i })
      .first()
      .waitFor();
  });
});
