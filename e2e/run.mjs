// Runs the scenarios: node run.mjs [WORD...] [--only WORD]... [--skip WORD]... [--name NAME] [--list]
//
// A word selects the scenarios whose name contains it. The last line of the output is
// `NAME: N passed, N failed`. A failure leaves a screenshot and a log in artifacts/.

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    skip: { type: 'string', multiple: true, default: [] },
    name: { type: 'string', default: 'browser' },
    list: { type: 'boolean', default: false },
  },
});

const here = new URL('./scenarios/', import.meta.url);
const only = [...values.only, ...positionals];
const chosen = readdirSync(here)
  .filter((file) => file.endsWith('.mjs'))
  .filter((file) => only.length === 0 || only.some((word) => file.includes(word)))
  .filter((file) => !values.skip.some((word) => file.includes(word)))
  .sort();
const names = new Set(chosen.map((file) => basename(file, '.mjs')));

if (values.list) {
  for (const name of names) console.log(name);
  process.exit();
}
if (names.size === 0) {
  console.error('no scenario has such a name; --list names them');
  process.exit(2);
}

const { dist } = await import('./harness/site.mjs');
if (!existsSync(`${dist}/pages.json`)) {
  console.error(`there is no site at ${dist}: run cargo xtask build`);
  process.exit(2);
}
rmSync(new URL('./artifacts/', import.meta.url), { recursive: true, force: true });
process.env.KB_SCENARIOS = JSON.stringify(chosen.map((file) => new URL(file, here).href));

const passed = new Set();
const failed = new Set();
const time = (data) => `${(data.details.duration_ms / 1000).toFixed(1)} s`;
const events = run({ files: [fileURLToPath(new URL('./harness/all.mjs', import.meta.url))], concurrency: 1 });
events.on('test:pass', (data) => {
  if (!names.has(data.name)) return;
  passed.add(data.name);
  console.log(`  ok      ${data.name} (${time(data)})`);
});
events.on('test:fail', (data) => {
  const cause = data.details.error?.cause ?? data.details.error;
  if (names.has(data.name)) {
    failed.add(data.name);
    console.log(`  FAILED  ${data.name} (${time(data)})`);
  } else {
    console.log(`  failed  … ${data.name}`);
  }
  if (/** @type {{ failureType?: string }} */ (data.details.error)?.failureType !== 'subtestsFailed') {
    const text = stripVTControlCharacters(String(cause?.stack ?? cause?.message ?? cause));
    const lines = text.split('\n').filter((line) => !/\(?node:internal|processTicksAndRejections/.test(line));
    console.log(lines.join('\n').replace(/^/gm, '          '));
  }
});
for (const name of ['test:stdout', 'test:stderr']) events.on(name, (data) => process.stdout.write(data.message));
await new Promise((resolve) => events.on('end', resolve).resume());

const missing = [...names].filter((name) => !passed.has(name) && !failed.has(name));
for (const name of missing) console.log(`  FAILED  ${name}: it did not end`);
const bad = failed.size + missing.length;
console.log(`${values.name}: ${passed.size} passed, ${bad} failed`);
process.exit(bad === 0 && passed.size > 0 ? 0 : 1);
