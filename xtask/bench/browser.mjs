// Chromium, and what every page is watched with.

import { chromium } from 'playwright-core';

/** Results that must be there, with their snippets, before a search counts as answered. */
export const SHOWN = 5;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.KB_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

/** A page in a profile of its own: nothing cached, nothing woken. */
export async function open(browser) {
  const context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce' });
  // A whole index of 50,000 documents takes minutes over a slow link.
  context.setDefaultTimeout(600_000);
  await context.addInitScript(watch, SHOWN);
  return context.newPage();
}

/**
 * Runs in the page before everything else. `bench.answered` is when the first
 * results had their snippets; `bench.seen` lists the results after each change
 * of the page since the last input.
 */
function watch(shown) {
  /** @type {Bench} */
  const bench = { input: 0, last: 0, answered: 0, seen: [] };
  window.bench = bench;
  addEventListener(
    'input',
    () => {
      bench.input = bench.last = performance.now();
      bench.answered = 0;
      bench.seen = [];
    },
    true,
  );
  const changed = () => {
    const now = performance.now();
    bench.last = now;
    const hits = [...document.querySelectorAll('[data-hit]')];
    bench.seen.push([now, hits.map((hit) => hit.getAttribute('data-hit')).join('\n')]);
    const told = (hit) => hit.querySelector('.kb-hit__snippet, .snippet')?.textContent.trim();
    if (!bench.answered && hits.length > 0 && hits.slice(0, shown).every(told)) bench.answered = now;
  };
  const start = () =>
    new MutationObserver(changed).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['data-hit'],
    });
  start();
}

/** Waits until the page has answered; milliseconds since it was opened. */
export async function answered(page) {
  await page.waitForFunction(() => window.bench?.answered > 0, undefined, { polling: 20 });
  return page.evaluate(() => window.bench.answered);
}

/** Waits until nothing has changed in the page for a while. */
export const quiet = (page, ms) =>
  page.evaluate(
    (ms) =>
      new Promise((/** @type {(nothing: void) => void} */ resolve) => {
        const look = () => (performance.now() - window.bench.last > ms ? resolve() : setTimeout(look, ms / 4));
        look();
      }),
    ms,
  );

/** The field that is typed into. */
export const field = (page) => page.locator('input[type=search]').first();

/** The middle of some numbers. */
export const median = (numbers) => quantile(numbers, 0.5);

/** The value that a share of the numbers does not exceed. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null;
}
