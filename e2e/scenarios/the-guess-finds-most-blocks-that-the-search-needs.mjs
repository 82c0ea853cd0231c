import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { scenario } from '../harness/scenario.mjs';
import { searchPath, settled } from '../harness/search.mjs';
import { terminal } from '../harness/site.mjs';

const queries = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../queries/${name}.json`, import.meta.url), 'utf8'));

/** Blocks of terms, and lists of similar documents. */
const BLOCK = /\/([tn]\d+)\.kbc$/;

/** At least so many of the blocks that the engine reads are guessed, … */
const HIT_RATE = 0.95;
/** … and the guess fetches at most so many for each of them. */
const MOST_FETCHED = 1.5;

scenario(
  import.meta.url,
  async ({ open, server }) => {
    // Words that the engine answers, in the order of the files.
    const asked = [
      ...queries('fifty').map((/** @type {any} */ one) => one.q ?? one),
      ...queries('seen').map((/** @type {any} */ one) => one.q),
    ];
    const words = asked.filter((_, n) => n % 3 === 0);
    const found = terminal(words);
    const served = await server();
    let [needed, guessed, both] = [0, 0, 0];
    /** @type {string[]} */
    const missed = [];
    for (const [n, query] of words.entries()) {
      if (!found[n].hits.length) continue;
      const page = await open();
      // Both ways to the files are watched: the guess's, and the engine's.
      await page.addInitScript(() => {
        const log = { guess: /** @type {string[]} */ ([]), engine: /** @type {string[]} */ ([]) };
        Object.assign(window, { log });
        /** @type {any} */
        let fetcher;
        Object.defineProperty(window, 'kbFetch', {
          get: () => (/** @type {string} */ url) => {
            log.engine.push(new URL(url, document.baseURI).pathname);
            return fetcher(url);
          },
          set: (value) => (fetcher = value),
        });
        /** @type {any} */
        let guess;
        Object.defineProperty(window, 'kbGuess', {
          get: () => (/** @type {string} */ query, /** @type {string} */ pack, /** @type {any} */ ahead) =>
            guess(query, pack, (/** @type {string} */ url) => {
              log.guess.push(new URL(url, document.baseURI).pathname);
              return ahead(url);
            }),
          set: (value) => (guess = value),
        });
      });
      await page.goto(served.at(searchPath(query)));
      await settled(page);
      const log = await page.evaluate(() => /** @type {any} */ (window).log);
      const blocks = (/** @type {string[]} */ urls) => new Set(urls.flatMap((url) => url.match(BLOCK)?.[1] ?? []));
      const [guess, engine] = [blocks(log.guess), blocks(log.engine)];
      needed += engine.size;
      guessed += guess.size;
      for (const block of engine) {
        if (guess.has(block)) both++;
        else missed.push(`${block} of ${query}`);
      }
      await page.context().close();
    }
    assert.ok(needed > words.length, `the engine reads blocks: ${needed}`);
    const report = `${both} of ${needed} blocks were guessed, ${guessed} were fetched; missed: ${missed.join('; ')}`;
    console.log(report);
    assert.ok(both / needed >= HIT_RATE, report);
    assert.ok(guessed / needed <= MOST_FETCHED, report);
  },
  { timeout: 600_000 },
);
