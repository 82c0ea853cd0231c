// How long results take after each key: node keys.mjs '{"engines": [...], "queries": [...], "traced": 3}'
//
// A key's latency is from its input event to the change of the page that shows
// the final list of results for it. Queries are typed once with an empty cache,
// then again. The longest main-thread task comes from a trace of Chromium, in a
// pass of its own, since tracing costs time. Prints one JSON object.

import { field, launch, open, quantile, quiet } from './browser.mjs';
import { host } from './host.mjs';

/** Between keys of the traced pass, as a quick typist types, in milliseconds. */
const PACE = 90;
/** A key is settled when the page has been still for so long. */
const STILL = 120;

const { engines, queries, traced } = JSON.parse(process.argv[2]);
const report = {};
for (const engine of engines) {
  const browser = await launch();
  const server = await host(engine.root);
  try {
    report[engine.name] = await measure(browser, server, engine);
  } finally {
    await server.close();
    await browser.close();
  }
}
console.log(JSON.stringify(report));

async function ready(browser, server, engine) {
  const page = await open(browser);
  await page.goto(server.origin + engine.home, { waitUntil: 'load' });
  if (engine.live) await page.locator(engine.live).waitFor({ state: 'attached' });
  await field(page).click();
  await page.waitForLoadState('networkidle');
  return page;
}

async function measure(browser, server, engine) {
  const page = await ready(browser, server, engine);
  const first = await pass(page);
  const again = await pass(page);
  await page.context().close();
  return {
    p50: quantile(first.times, 0.5),
    p99: quantile(first.times, 0.99),
    again50: quantile(again.times, 0.5),
    again99: quantile(again.times, 0.99),
    keys: first.times.length,
    silent: first.silent,
    task: await longestTask(browser, server, engine),
  };
}

/** Types all queries; the latency of each key that changed the page. */
async function pass(page) {
  const times = [];
  let silent = 0;
  for (const query of queries) {
    await field(page).fill('');
    await quiet(page, STILL);
    for (const key of query) {
      await page.keyboard.type(key);
      await quiet(page, STILL);
      const time = await page.evaluate(() => {
        const { input, seen } = window.bench;
        if (seen.length === 0) return null;
        const last = seen.at(-1)[1];
        let at = seen.length - 1;
        while (at > 0 && seen[at - 1][1] === last) at -= 1;
        return seen[at][0] - input;
      });
      if (time === null) silent += 1;
      else times.push(time);
    }
  }
  return { times, silent };
}

async function longestTask(browser, server, engine) {
  const page = await ready(browser, server, engine);
  await quiet(page, STILL);
  const categories = ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline'];
  await browser.startTracing(page, { categories });
  for (const query of queries.slice(0, traced)) {
    await field(page).fill('');
    await page.keyboard.type(query, { delay: PACE });
    await quiet(page, STILL);
  }
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await page.context().close();
  const mains = new Set(
    traceEvents
      .filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain')
      .map((event) => `${event.pid}:${event.tid}`),
  );
  const tasks = traceEvents.filter((event) => /RunTask$/.test(event.name) && mains.has(`${event.pid}:${event.tid}`));
  return tasks.length ? Math.max(...tasks.map((event) => event.dur ?? 0)) / 1000 : null;
}
