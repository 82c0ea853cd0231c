// Builds a separate site for a scenario from a few documents.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { kb } from './site.mjs';

const frontend = fileURLToPath(new URL('../../target/frontend', import.meta.url));

/**
 * Builds a site from `files` and a `kb.toml`.
 *
 * Returns the folder of the site, the folder of its content, and a function to remove both.
 * @param {Record<string, string>} files texts by path
 */
export function build(files, config = '') {
  const folder = mkdtempSync(join(tmpdir(), 'kb-scratch-'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(join(folder, 'kb.toml'), config);
  const args = ['build', '--content', join(folder, 'content'), '--app', frontend, '--out', join(folder, 'dist')];
  const built = spawnSync(kb, args, { cwd: folder, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`kb build failed:\n${built.stderr}`);
  return {
    dist: join(folder, 'dist'),
    content: join(folder, 'content'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
