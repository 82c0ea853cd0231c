import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, live, searchPath, shownHits } from '../harness/search.mjs';

// What an engineer types, and the pages that help. One of them must be among the first
// results (three, unless a case is stricter).
const cases = JSON.parse(readFileSync(new URL('../queries/seen.json', import.meta.url), 'utf8'));

// The pages on which the engineers of the payment outage lost an hour.
const FALSE_LEADS = ['/runbooks/load-balancer-uneven-traffic/', '/runbooks/linux-cpu-saturated/'];

const page_of = (url) => url.split('#')[0];

scenario(
  import.meta.url,
  async ({ visit, step }) => {
    assert.ok(cases.length >= 30);

    await step('13:45, from the front door, by keyboard', async () => {
      const page = await visit('/');
      await live(page);
      await page.keyboard.press('/');
      await page.keyboard.type(cases[0].q);
      await anyHit(page);
      await page.waitForFunction(
        (q) => /** @type {HTMLInputElement} */ (document.querySelector('input[type=search]')).value === q,
        cases[0].q,
      );
      const shown = (await shownHits(page)).map(page_of);
      assert.ok(
        shown.slice(0, 2).some((url) => cases[0].helps.includes(url)),
        `shown: ${shown.join(' ')}`,
      );
      for (const lead of FALSE_LEADS) {
        const at = shown.indexOf(lead);
        assert.ok(at < 0 || at > shown.findIndex((url) => cases[0].helps.includes(url)), `${lead} comes first`);
      }
      // The result has a link to the page about the leak.
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname !== '/');
      const links = await page
        .locator('main a[href]')
        .evaluateAll((/** @type {HTMLAnchorElement[]} */ all) => all.map((one) => new URL(one.href).pathname));
      assert.ok(
        links.some(
          (path) =>
            path.endsWith('/find-a-connection-leak/') || path.endsWith('/application-connection-pool-exhausted/'),
        ),
        `${page.url()} names neither the guide nor the runbook of a leak`,
      );
    });

    const page = await visit('/search/');
    const origin = new URL(page.url()).origin;
    for (const { q, helps, within = 3 } of cases) {
      await step(q, async () => {
        await page.goto(origin + searchPath(q));
        await live(page);
        await anyHit(page);
        const shown = (await shownHits(page)).map(page_of);
        const first = [...new Set(shown)].slice(0, within);
        assert.ok(
          first.some((url) => helps.includes(url)),
          `none of ${helps.join(', ')} among ${first.join(', ')}`,
        );
      });
    }
    assert.equal(await field(page).count(), 1);
  },
  { timeout: 180_000 },
);
