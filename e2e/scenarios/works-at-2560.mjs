import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { fitsWidth, live } from '../harness/search.mjs';
import { documents, kindsOfPages } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit, pages, step }) => {
  pages.expect(/no\/such\/page/);
  for (const [kind, path] of kindsOfPages()) {
    await step(kind, async () => {
      const page = await visit(path, { viewport: { width: 2560, height: 1440 } });
      await live(page);
      await fitsWidth(page);
      // By design a line of prose has 72 characters, and never more than 90. Rows of a list
      // may be a little longer.
      const lines = await page.locator('main p:visible').evaluateAll((all) => {
        const range = document.createRange();
        const top = (node, at) => {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().bottom;
        };
        // Counts the characters of the first line, up to the first one that is lower.
        return all.map((one) => {
          const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
          let [count, first] = [0, undefined];
          while (texts.nextNode()) {
            const node = /** @type {Text} */ (texts.currentNode);
            for (let at = 0; at < node.length; at++, count++) {
              const here = top(node, at);
              first ??= here;
              if (here > first + 8) return count;
            }
          }
          return count;
        });
      });
      const longest = Math.max(0, ...lines);
      const most = documents().some((document) => document.url === path) ? 90 : 110;
      assert.ok(longest <= most, `a line holds ${longest} characters`);
    });
  }
});
