// Runs one Chromium for all scenarios and watches its pages: an error, or a request to
// another site, fails the scenario.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

/** @import { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core' */

/** The time in the browser, which is fixed. */
export const NOW = '2026-12-01T03:00:00Z';

const ARTIFACTS = fileURLToPath(new URL('../artifacts/', import.meta.url));
const PATIENCE = 10_000;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @type {Promise<Browser> | undefined} */
let browser;

/** Returns the browser, which starts at the first call. */
const started = () => {
  browser ??= chromium.launch({
    executablePath: process.env.KB_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  return browser;
};

/** Closes the browser. */
export async function stop() {
  await (await browser)?.close();
  browser = undefined;
}

/** The pages of one scenario. */
export class Pages {
  /** @type {BrowserContext[]} */
  #contexts = [];
  /** @type {string[]} */
  #log = [];
  /** @type {string[]} */
  #problems = [];
  /** @type {RegExp[]} */
  #expected = [];

  /**
   * Declares that problems that match are part of the scenario.
   * @param {RegExp[]} patterns
   */
  expect(...patterns) {
    this.#expected.push(...patterns);
  }

  /**
   * Opens a new page in its own browser profile.
   * @param {BrowserContextOptions} options
   */
  async open(options = {}) {
    const context = await (await started()).newContext({
      locale: 'en',
      timezoneId: 'UTC',
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(PATIENCE);
    context.on('page', (page) => this.#watch(page));
    if (options.javaScriptEnabled !== false) await context.clock.setFixedTime(NOW);
    return context.newPage();
  }

  /** @param {Page} page */
  #watch(page) {
    /** @type {Set<string>} */
    const origins = new Set();
    page.on('console', (message) => {
      const line = `${message.type()}: ${message.text()} (${message.location().url})`;
      this.#log.push(line);
      if (message.type() === 'error') this.#problem(`console ${line}`);
    });
    page.on('pageerror', (error) => {
      const text = error?.stack || error?.message || 'a promise was rejected with nothing, and nobody listened';
      this.#problem(`page error: ${text}`);
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (!/^https?:$/.test(url.protocol)) return;
      if (url.hostname !== '127.0.0.1') this.#problem(`request to another origin: ${url}`);
      origins.add(url.origin);
      if (origins.size > 1) this.#problem(`requests to several origins: ${[...origins].join(', ')}`);
    });
    page.on('response', (response) => {
      this.#log.push(`${response.status()} ${response.url()}`);
      if (response.status() >= 400) this.#problem(`status ${response.status()} of ${response.url()}`);
    });
  }

  /** @param {string} text */
  #problem(text) {
    this.#log.push(`PROBLEM ${text}`);
    this.#problems.push(text);
  }

  /** Fails if there was a problem that the scenario does not expect. */
  check() {
    const left = this.#problems.splice(0).filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
    if (left.length === 0) return;
    const times = (/** @type {string} */ text) => left.filter((other) => other === text).length;
    const lines = [...new Set(left)].map((text) => `${times(text)} × ${text}`);
    throw new Error(`${left.length} problems in the browser:\n  ${lines.join('\n  ')}`);
  }

  /**
   * Saves screenshots and the log of a failed scenario.
   * @param {string} name
   */
  async keep(name) {
    await mkdir(ARTIFACTS, { recursive: true });
    const pages = this.#contexts.flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) {
      this.#log.push(`page ${index}: ${page.url()}`);
      const path = `${ARTIFACTS}${name}${index ? `-${index}` : ''}.png`;
      await page.screenshot({ path }).catch((error) => this.#log.push(`no screenshot: ${error}`));
    }
    await writeFile(`${ARTIFACTS}${name}.log`, `${this.#log.join('\n')}\n`);
  }

  /** Returns the number of open profiles, which `close` takes as its mark. */
  mark() {
    return this.#contexts.length;
  }

  /** Closes all profiles that were opened after `mark`. */
  async close(mark = 0) {
    for (const context of this.#contexts.splice(mark)) await context.close();
  }
}
