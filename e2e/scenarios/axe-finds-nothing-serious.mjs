import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, live, searchPath } from '../harness/search.mjs';
import { kindsOfPages } from '../harness/site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns the serious and critical findings on the page in its current state. */
async function findings(page) {
  // The debugger evaluates it, so the policy of the page stays in force.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)}\n    ${failureSummary.replace(/\s+/g, ' ')}`),
    );
}

/** @type {[name: string, path: string, arrive: (page: import('playwright-core').Page) => Promise<void>][]} */
const STATES = [
  ...kindsOfPages().map(([name, path]) => /** @type {[string, string, typeof live]} */ ([name, path, live])),
  ['search with results', searchPath('connection'), anyHit],
  ['search without results', searchPath('qxzvwk'), live],
  [
    'search panel open',
    '/',
    async (page) => {
      await live(page);
      await field(page).fill('connection');
      await anyHit(page);
    },
  ],
];

scenario(
  import.meta.url,
  async ({ visit, pages, step }) => {
    pages.expect(/no\/such\/page/);
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      for (const [name, path, arrive] of STATES) {
        await step(`${name}, ${colorScheme}`, async () => {
          const page = await visit(path, { colorScheme });
          await arrive(page);
          const found = await findings(page);
          assert.equal(found.length, 0, `${found.length} findings\n${found.join('\n')}`);
        });
      }
    }
  },
  { timeout: 600_000 },
);
