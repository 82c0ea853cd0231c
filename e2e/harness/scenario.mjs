// Declares a scenario: one a file, named after it.

import { basename } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Pages, stop } from './browser.mjs';
import { serve } from './server.mjs';

/**
 * Registers `body` as the scenario of the file `url`.
 *
 * `body` gets `{ open, visit, server, step, pages }`:
 * - `visit(path, options)`: a page of its own at `path`; `options` are those of
 *   a browser context, and `server` for another server than the plain one
 * - `open(options)`: an empty page
 * - `server(options)`: a server, closed at the end
 * - `step(name, body)`: a part that is reported by itself; the pages it opened
 *   are closed at its end, and the parts after it run even if it fails
 * - `pages.expect(/…/)`: a problem that is part of the scenario
 */
export function scenario(url, body, { timeout = 60_000 } = {}) {
  const name = basename(fileURLToPath(url), '.mjs');
  test(name, { timeout }, async (t) => {
    const pages = new Pages();
    const servers = [];
    let plain;
    const server = async (options) => {
      const one = await serve(options);
      servers.push(one);
      return one;
    };
    const open = (options) => pages.open(options);
    const visit = async (path, { server: chosen, ...options } = {}) => {
      const from = chosen ?? (plain ??= await server());
      const page = await open(options);
      await page.goto(from.at(path));
      return page;
    };
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
