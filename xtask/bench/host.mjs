// A plain static host with a slow link: gzip and nothing better, every request
// kept waiting for the round trip, all connections sharing one bandwidth. The
// link is slow at the server, so workers, preloads and the page itself all
// feel it; throttling in the browser's protocol misses workers.

import { readFile, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};
const COMPRESSED = /^(text\/|application\/(json|xml|wasm)|image\/svg)/;

/** The type a host would give a file. */
export const typeOf = (path) => TYPES[extname(path)] ?? 'application/octet-stream';

/** The bytes of a file as a host that knows only gzip sends them. */
export const asSent = (path, body) => (COMPRESSED.test(typeOf(path)) ? gzipSync(body, { level: 6 }) : body);

/**
 * Links, by the names and figures of Lighthouse ("slow 4G", its mobile default)
 * and of the presets of Chrome's developer tools ("fast 3G").
 */
export const LINKS = {
  none: { latency: 0, rate: Infinity },
  'slow 4G': { latency: 150, rate: 1_638_400 },
  'fast 3G': { latency: 562.5, rate: 1_440_000 },
};

/** Bytes that leave the link at once: two packets. */
const PIECE = 2920;

/** One bandwidth, shared in turns by all answers under way. */
class Link {
  #waiting = [];
  #busy = false;
  constructor(rate) {
    this.rate = rate;
  }

  send(response, bytes) {
    if (this.rate === Infinity) return response.end(bytes);
    this.#waiting.push({ response, bytes, at: 0 });
    if (!this.#busy) this.#pump();
  }

  async #pump() {
    this.#busy = true;
    let free = performance.now();
    for (let one = this.#waiting.shift(); one; one = this.#waiting.shift()) {
      const piece = one.bytes.subarray(one.at, one.at + PIECE);
      // A timer that came late is made up for by the next.
      free = Math.max(free, performance.now() - 20) + (piece.length * 8000) / this.rate;
      const wait = free - performance.now();
      if (wait > 1) await later(wait);
      one.response.write(piece);
      one.at += piece.length;
      if (one.at >= one.bytes.length) one.response.end();
      else this.#waiting.push(one);
    }
    this.#busy = false;
  }
}

/** Serves `root` on a free loopback port over a link of `LINKS`. */
export async function host(root, name = 'none') {
  const { latency, rate } = LINKS[name];
  const link = new Link(rate);
  const sent = new Map();
  const requests = [];
  /** Connections that have carried a request. */
  const known = new WeakSet();
  const server = createServer(async (request, response) => {
    const fresh = !known.has(request.socket);
    known.add(request.socket);
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = join(root, normalize(path));
    if ((await stat(file).catch(() => undefined))?.isDirectory()) file = join(file, 'index.html');
    if (!sent.has(file))
      sent.set(
        file,
        await readFile(file).then(
          (body) => asSent(file, body),
          () => undefined,
        ),
      );
    const bytes = sent.get(file);
    requests.push({ path, type: typeOf(file), bytes: bytes?.length ?? 0 });
    // A round trip for the request, and one more to open the connection.
    if (latency) await later(fresh ? 2 * latency : latency);
    const headers = { 'content-type': typeOf(file), 'cache-control': 'max-age=600' };
    if (!bytes) return response.writeHead(404, headers).end();
    if (COMPRESSED.test(typeOf(file))) headers['content-encoding'] = 'gzip';
    response.writeHead(200, { ...headers, 'content-length': bytes.length });
    link.send(response, bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    /** What was asked for since the last `splice`. */
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
