// What a first search costs: node wire.mjs '{"engines": [...], "queries": [...], "links": [...], "repeats": 3}'
//
// Each engine is {name, root, search: address with QUERY, home: address, live: what
// stands in the page once it can search}. For every query and link, a fresh profile
// opens the search address and waits for results with snippets. Prints one JSON object.

import { setTimeout as later } from 'node:timers/promises';

import { answered, field, launch, median, open } from './browser.mjs';
import { host } from './host.mjs';

/** What belongs to a page without any search, and is not counted. */
const PAGE = /^(text\/html|text\/css|image\/)/;

/** A search that takes longer is not repeated, in milliseconds. */
const LONG = 20_000;

const { engines, queries, links, repeats } = JSON.parse(process.argv[2]);
const browser = await launch();
const report = {};
try {
  for (const engine of engines) {
    report[engine.name] = { times: {}, preloaded: {}, missed: 0 };
    for (const link of links) await measure(engine, link);
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));

async function measure(engine, link) {
  const out = report[engine.name];
  const server = await host(engine.root, link);
  const times = [];
  const preloaded = [];
  const bytes = [];
  const counts = [];
  let slow = false;
  try {
    for (const query of queries) {
      const address = server.origin + engine.search.replace('QUERY', encodeURIComponent(query));
      for (let round = 0; round < repeats; round += 1) {
        const page = await open(browser);
        server.requests.length = 0;
        try {
          await page.goto(address, { waitUntil: 'commit' });
          times.push(await answered(page));
          if (times.at(-1) > LONG) round = repeats;
          const counted = server.requests.filter((one) => !PAGE.test(one.type));
          bytes.push(counted.reduce((sum, one) => sum + one.bytes, 0));
          counts.push(counted.length);
        } catch (error) {
          out.missed += 1;
          console.error(`${engine.name}, ${link}, "${query}": ${String(error).split('\n')[0]}`);
        }
        await page.context().close();
      }
      slow ||= times.at(-1) > LONG;
      if (!slow || preloaded.length === 0) preloaded.push(...(await afterPreload(server, engine, query)));
      if (slow) break;
    }
  } finally {
    await server.close();
  }
  out.times[link] = median(times);
  out.preloaded[link] = median(preloaded);
  if (link === links[0]) {
    out.bytes = median(bytes);
    out.requests = median(counts);
  }
}

/** From the last key to results with snippets, once the page has been idle for long. */
async function afterPreload(server, engine, query) {
  const page = await open(browser);
  try {
    await page.goto(server.origin + engine.home, { waitUntil: 'load' });
    await page.locator(engine.live).waitFor({ state: 'attached' });
    // Idle is when nothing has been asked for in three seconds: the reader reads.
    for (let before = -1; before !== server.requests.length; ) {
      before = server.requests.length;
      await later(3000);
    }
    await field(page).fill(query);
    await page.waitForFunction(() => window.bench?.answered > 0, undefined, { polling: 20 });
    return [await page.evaluate(() => window.bench.answered - window.bench.input)];
  } catch (error) {
    console.error(`${engine.name}, preloaded, "${query}": ${String(error).split('\n')[0]}`);
    return [];
  } finally {
    await page.context().close();
  }
}
