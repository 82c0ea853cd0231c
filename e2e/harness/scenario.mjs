// Declares a scenario; each file has one scenario with the name of the file.

import { basename } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Pages, stop } from './browser.mjs';
import { serve } from './server.mjs';

/** @import { BrowserContextOptions, Page } from 'playwright-core' */
/** @typedef {Awaited<ReturnType<typeof serve>>} Server */
/**
 * The functions that a scenario can use.
 * @typedef {object} Hands
 * @property {(options?: BrowserContextOptions) => Promise<Page>} open an empty page
 * @property {(path: string, options?: BrowserContextOptions & { server?: Server }) => Promise<Page>} visit
 *   a page of its own at `path`; `server` is another one than the plain one
 * @property {(options?: Parameters<typeof serve>[0]) => Promise<Server>} server a server, closed at the end
 * @property {(name: string, body: () => void | Promise<void>) => Promise<void>} step a part that is reported by
 *   itself; the pages it opened are closed at its end, and the parts after it run even if it fails
 * @property {Pages} pages `pages.expect(/…/)`: a problem that is part of the scenario
 */

/**
 * Registers `body` as the scenario of the file `url`.
 * @param {string} url
 * @param {(hands: Hands) => Promise<void>} body
 * @param {{ timeout?: number }} options milliseconds after which it has failed
 */
export function scenario(url, body, { timeout = 180_000 } = {}) {
  const name = basename(fileURLToPath(url), '.mjs');
  test(name, { timeout }, async (t) => {
    const pages = new Pages();
    /** @type {Server[]} */
    const servers = [];
    /** @type {Server | undefined} */
    let plain;
    /** @type {Hands['server']} */
    const server = async (options) => {
      const one = await serve(options);
      servers.push(one);
      return one;
    };
    /** @type {Hands['open']} */
    const open = (options) => pages.open(options);
    /** @type {Hands['visit']} */
    const visit = async (path, { server: chosen, ...options } = {}) => {
      if (!chosen) plain ??= await server();
      const from = chosen ?? plain;
      if (!from) throw new Error('there is no server');
      const page = await open(options);
      await page.goto(from.at(path));
      return page;
    };
    /** @type {(what: string, act: () => void | Promise<void>) => Promise<void>} */
    const watched = async (what, act) => {
      const open = pages.mark();
      try {
        await act();
        pages.check();
      } catch (error) {
        await pages.keep(what);
        throw error;
      } finally {
        await pages.close(open);
      }
    };
    /** @type {Hands['step']} */
    const step = (part, act) =>
      t.test(part, () => watched(`${name}--${part.replace(/[^\w]+/g, '-').slice(0, 60)}`, act));
    try {
      await watched(name, () => body({ open, visit, server, step, pages }));
    } finally {
      for (const one of servers) await one.close();
    }
  });
}

after(stop);
