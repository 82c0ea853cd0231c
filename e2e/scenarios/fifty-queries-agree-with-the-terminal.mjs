import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { scenario } from '../harness/scenario.mjs';
import { live, searchPath, shownHits, waitForHits } from '../harness/search.mjs';
import { terminal } from '../harness/site.mjs';

const queries = JSON.parse(readFileSync(new URL('../queries/fifty.json', import.meta.url), 'utf8'));

// The number of results that the search page shows at first.
const AT_ONCE = 10;

scenario(
  import.meta.url,
  async ({ visit, step }) => {
    assert.equal(queries.length, 50);
    const answers = terminal(queries, '--limit', String(AT_ONCE));
    assert.ok(answers.filter(({ hits }) => hits.length > 0).length >= 45, 'nearly all queries find something');
    const page = await visit('/search/');
    const origin = new URL(page.url()).origin;
    for (const { q, hits } of answers) {
      await step(q, async () => {
        await page.goto(origin + searchPath(q));
        await live(page);
        const urls = hits.map((hit) => hit.url);
        if (urls.length === 0) {
          await page.locator('[role=status]', { hasText: /\S/ }).first().waitFor();
          assert.deepEqual(await shownHits(page), []);
          return;
        }
        await waitForHits(page, urls, q);
        assert.deepEqual(await shownHits(page), urls);
      });
    }
  },
  { timeout: 180_000 },
);
