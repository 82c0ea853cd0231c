import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { at, control, FILES, noted, start, step, summary, tell } from '../harness/incident.mjs';
import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { anyHit, field, hits, live } from '../harness/search.mjs';
import { kb } from '../harness/site.mjs';

const run = (...args) => spawnSync(kb, args, { encoding: 'utf8' });
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

scenario(
  import.meta.url,
  async ({ server, visit }) => {
    const site = build(FILES);
    try {
      const from = await server({ root: site.dist });
      const page = await visit('/', { server: from, timezoneId: 'Europe/Berlin', ...clipboard });
      await live(page);
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], 'nothing is kept before');

      // Page 1: the home page, by keyboard.
      await start(page, 'Payments "slow" <b>');
      assert.match(await summary(page).innerText(), /Payments "slow" <b>/);
      assert.equal(await control(page).getAttribute('open'), null, 'out of the way');
      await at(page, '03:01:00');
      await field(page).fill('uneven');
      await anyHit(page);
      await hits(page).first().click();

      // Page 2: a runbook that does not help.
      await page.waitForURL(/balancer/);
      await noted(page, 2);
      await at(page, '03:02:00');
      await step(page, '1. Look at the weights.').focus();
      await page.keyboard.press('Space');
      await at(page, '03:20:00');
      await tell(page, 'ruled-out', 'Uneven traffic from the load balancer');
      await noted(page, 4);

      // Page 3: a guide with a link to the right runbook.
      await at(page, '03:21:00');
      await page.goto(from.at('/guides/leaks/'));
      await noted(page, 5);
      await at(page, '03:22:00');
      await page.getByRole('link', { name: 'the runbook' }).click();

      // Page 4: the recorded command contains the values.
      await page.waitForURL(/connections/);
      await noted(page, 6);
      await page.locator('input[name=db_host]').fill("it's; rm");
      await at(page, '03:23:00');
      await page.locator('.kb-copy').first().click();
      await noted(page, 7);
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^psql -h 'it'\\''s; rm'/);
      await at(page, '03:25:30');
      await tell(page, 'confirmed', 'A path that | never closes its `connection`');
      await noted(page, 8);
      await summary(page).focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('Note', { exact: true }).fill('Restarted by the payments team');
      await page.keyboard.press('Enter');
      await noted(page, 9);

      // The session is ended with the button and exported in both formats.
      await at(page, '03:40:00');
      await control(page).getByRole('button', { name: 'End' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.session:not(.is-active)').waitFor();
      await control(page).getByRole('button', { name: 'Copy as Markdown' }).click();
      await control(page).getByRole('button', { name: 'Copied' }).waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        control(page).getByRole('button', { name: 'Download' }).click(),
      ]);
      assert.equal(download.suggestedFilename(), 'session-2026-12-01.md');
      const session = readFileSync(await download.path(), 'utf8');
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), session);
      assert.match(session, /- 2026-12-01 03:20:00 UTC: Ruled out `Uneven[^\n]*\(04:20:00 local\)\n/, session);
      assert.ok(!from.requests.some((path) => /uneven%20|Payments%20/i.test(path)), 'the server hears nothing of it');

      // The draft is made from the exported session.
      const file = join(site.content, '../session.md');
      writeFileSync(file, session);
      const made = run('new', 'postmortem', '--from', file, '--content', site.content);
      assert.equal(made.status, 0, made.stderr);
      assert.equal(made.stderr, '');
      const path = made.stdout.trim();
      assert.match(path, /postmortems\/2026-12-01-payments-slow-b\.md$/);
      const inspected = JSON.parse(run('inspect', '--json', path).stdout);
      const said = inspected.timeline.map(({ at, text }) => `${at.slice(11, 16)} ${text}`);
      assert.equal(said.length, 9 + 2, said.join('\n'));
      assert.match(said[2], /^03:01 Opened the page Uneven traffic\. False lead begins: Uneven traffic/);
      assert.match(
        said[7],
        /^03:23 Copied the command psql -h 'it'\\''s; rm' -c 'select 1' from Connections exhausted/,
      );
      assert.equal(inspected.window.start, '2026-12-01T03:00:00Z');
      const [lead] = inspected.false_leads;
      assert.deepEqual(
        [lead.subject, lead.minutes],
        ['Uneven traffic from the load balancer', 20],
        JSON.stringify(inspected.false_leads),
      );
      assert.match(
        readFileSync(path, 'utf8'),
        /Candidate, confirmed at 03:25 UTC: A path that \\\| never closes its \\`connection\\`/,
      );
      const checked = run('check', '--content', site.content, '--strict', '--format', 'json');
      assert.equal(checked.stdout, '', checked.stdout);

      // An existing draft is not overwritten.
      const again = run('new', 'postmortem', '--from', file, '--content', site.content);
      assert.equal(again.status, 1);
      assert.match(again.stderr, /exists already/);
    } finally {
      site.remove();
    }
  },
  { timeout: 180_000 },
);
