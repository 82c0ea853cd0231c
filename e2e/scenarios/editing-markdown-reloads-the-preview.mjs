import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { scenario } from '../harness/scenario.mjs';
import { kb } from '../harness/site.mjs';

const frontend = fileURLToPath(new URL('../../target/frontend', import.meta.url));

scenario(import.meta.url, async ({ open, pages }) => {
  // The preview may stop while a page still sends requests, which then fail.
  pages.expect(/__kb\/events/, /ERR_CONNECTION_(REFUSED|RESET)/);
  const folder = mkdtempSync(join(tmpdir(), 'kb-preview-'));
  const content = join(folder, 'content');
  const write = (text) => writeFileSync(join(content, 'guides/draft.md'), text);
  mkdirSync(join(content, 'guides'), { recursive: true });
  write('# Draft\n\nThe first version.\n');
  const preview = spawn(kb, ['serve', '--content', content, '--app', frontend, '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const page = await open();
    await page.goto(`${await address(preview)}guides/draft/`);
    const text = (words) => page.getByText(words).waitFor();
    await text('The first version.');

    write('# Draft\n\nThe second version.\n');
    await text('The second version.');

    // An edit with an error is reported, and the previous version of the page stays.
    write('---\nkind: poem\n---\n\nThe third version.\n');
    await text('The last build failed');
    await text('The second version.');

    write('# Draft\n\nThe fourth version.\n');
    await text('The fourth version.');
    assert.equal(await page.getByText('The last build failed').count(), 0);
    await page.close();
  } finally {
    preview.kill('SIGINT');
    if (preview.exitCode === null) await once(preview, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Returns the URL that the preview prints. */
async function address(preview) {
  for await (const line of createInterface({ input: preview.stderr })) {
    const found = line.match(/http:\/\/127\.0\.0\.1:\d+\//);
    if (found) return found[0];
  }
  throw new Error('the preview ended without an address');
}
