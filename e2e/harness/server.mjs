// A static file server like a simple host: directories, a 404 page, gzip, and nothing
// else. Scenarios can request faults: slow files, missing files, other content.

import { readFile, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';

import { dist } from './site.mjs';

const gzip = promisify(gzipCallback);

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};
const COMPRESSED = /^(text\/|application\/(json|xml|wasm|manifest)|image\/svg)/;

/**
 * Serves the site on a free loopback port.
 *
 * @typedef {object} Fault
 * @property {{ test(path: string): boolean }} match of the path below the base; the first that matches counts
 * @property {Promise<unknown> | number} [delay] what to wait for, or milliseconds
 * @property {number} [status]
 * @property {Buffer | string} [body]
 *
 * @param {object} options
 * @param {string} [options.root] the folder that is served
 * @param {string} [options.base] the path it is mounted at, `/` or like `/kb/`
 * @param {Fault[]} [options.faults]
 * @param {number} [options.bytesPerSecond] slows every answer down
 */
export async function serve({ root = dist, base = '/', faults = [], bytesPerSecond } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });

  /** @type {(request: IncomingMessage, response: ServerResponse) => Promise<unknown>} */
  async function answer(request, response) {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(url.pathname);
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, '', '');
    if (!path.startsWith(base)) return send(404, 'text/plain', 'outside of the site');
    const below = `/${path.slice(base.length)}`;
    requests.push(below);
    const fault = faults.find((fault) => fault.match.test(below));
    if (typeof fault?.delay === 'number') await later(fault.delay);
    else await fault?.delay;
    if (fault?.status || fault?.body) {
      return send(fault.status ?? 200, typeOf(below), fault.body ?? '');
    }
    const file = join(root, normalize(below));
    const info = await stat(file).catch(() => undefined);
    if (info?.isDirectory() && !below.endsWith('/')) {
      response.writeHead(301, { location: `${path}/${url.search}` });
      return response.end();
    }
    const target = info?.isDirectory() ? join(file, 'index.html') : file;
    const body = await readFile(target).catch(() => undefined);
    if (body) return send(200, typeOf(target), body);
    return send(404, TYPES['.html'], await readFile(join(root, '404.html')).catch(() => 'not found'));

    /** @type {(status: number, type: string, body: Buffer | string) => Promise<unknown>} */
    async function send(status, type, body) {
      let bytes = typeof body === 'string' ? Buffer.from(body) : body;
      /** @type {import('node:http').OutgoingHttpHeaders} */
      const headers = { 'content-type': type, 'cache-control': 'no-cache' };
      if (COMPRESSED.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
        bytes = await gzip(bytes);
        headers['content-encoding'] = 'gzip';
      }
      headers['content-length'] = bytes.length;
      response.writeHead(status, headers);
      if (request.method === 'HEAD') return response.end();
      if (!bytesPerSecond) return response.end(bytes);
      for (let at = 0; at < bytes.length; at += 4096) {
        response.write(bytes.subarray(at, at + 4096));
        await later((4096 / bytesPerSecond) * 1000);
      }
      response.end();
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    /** The paths that were requested so far, below the base. */
    requests,
    /** Returns the absolute URL of `path` within the site. */
    at: (/** @type {string} */ path) => origin + base + path.replace(/^\//, ''),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

const typeOf = (/** @type {string} */ path) => TYPES[extname(path)] ?? 'application/octet-stream';
