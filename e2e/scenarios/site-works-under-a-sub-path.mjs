import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, hits, live, searchPath, waitForHits } from '../harness/search.mjs';
import { kindsOfPages, terminal } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit, server, step }) => {
  const below = await server({ base: '/kb/' });
  for (const [kind, path] of kindsOfPages()) {
    // The page for missing URLs is served at any depth, so it contains the base URL.
    if (kind === 'not-found') continue;
    await step(kind, async () => {
      const page = await visit(path, { server: below });
      await live(page);
      assert.ok(new URL(page.url()).pathname.startsWith('/kb/'));
    });
  }
  await step('search and open a result', async () => {
    const words = 'connection pool exhausted';
    const [{ hits: found }] = terminal([words]);
    const page = await visit(searchPath(words), { server: below });
    await anyHit(page);
    await waitForHits(
      page,
      found.slice(0, 3).map((hit) => hit.url),
      words,
    );
    await hits(page).first().click();
    await page.waitForURL((url) => url.pathname === `/kb${found[0].url.split('#')[0]}`);
    await page.locator('h1').first().waitFor();
  });
});
