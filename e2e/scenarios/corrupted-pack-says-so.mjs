import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { field, live, searchPath } from '../harness/search.mjs';
import { firstDocument, files } from '../harness/site.mjs';

const GARBAGE = Buffer.from('these are not the bytes that were published\n'.repeat(40));
const pack = files('').filter((file) => /\.kbp$/.test(file) || /\/pack[^/]*\//.test(file));

const ALL = /\.kbp$|\/pack[^/]*\//;
const CHUNKS = /\/pack[^/]*\/(?!.*manifest).*$/;
/** @type {[what: string, fault: import('../harness/server.mjs').Fault][]} */
const FAULTS = [
  ['all chunks hold other bytes', { match: ALL, body: GARBAGE }],
  ['all chunks are gone', { match: ALL, status: 404 }],
  ['chunks but for the manifest hold other bytes', { match: CHUNKS, body: GARBAGE }],
  ['chunks but for the manifest are gone', { match: CHUNKS, status: 404 }],
];

const offer = (page) =>
  page
    .getByRole('button', { name: /reload/i })
    .or(page.getByRole('link', { name: /reload/i }))
    .first();
const told = (page) =>
  page
    .locator('[role=alert], [role=status]')
    .filter({ hasText: /index|reload/i })
    .first();

scenario(import.meta.url, async ({ visit, server, pages, step }) => {
  assert.ok(pack.length > 0, 'the site has a pack');
  pages.expect(/404|pack|chunk|checksum/i);
  for (const [what, fault] of FAULTS) {
    await step(what, async () => {
      const broken = await server({ faults: [fault] });
      const results = await visit(searchPath('connection'), { server: broken });
      await offer(results).waitFor();
      await told(results).waitFor({ state: 'attached' });

      // Documents can still be read.
      const { url, title } = firstDocument('runbook');
      const page = await visit(url, { server: broken });
      await live(page);
      assert.ok((await page.locator('h1').first().innerText()).includes(title));
      await field(page).fill('connection');
      await offer(page).waitFor();
    });
  }
});
