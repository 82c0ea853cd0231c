import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, asked, field, hits, live, parts, paste } from '../harness/search.mjs';

const LOG = `2024-03-12T08:15:02.113Z ERROR [payments-7d9f8b6c5d-x2x4z] Pool - HikariPool-1 - Connection is not available, request timed out after 30000ms.
2024-03-12T08:15:02.114Z ERROR [payments-7d9f8b6c5d-x2x4z] java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available
\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)
2024-03-12T08:15:02.201Z WARN  [payments-7d9f8b6c5d-x2x4z] trace=4bf92f3577b34da6a3ce929d0e0e4736 10.0.3.7:5432 gone`;

const ALERT = JSON.stringify(
  {
    version: '4',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels: {
          alertname: 'PostgresTooManyConnections',
          severity: 'critical',
          service: 'payments',
          instance: '10.0.3.7:9187',
        },
        annotations: { summary: 'Too many connections to the payments database' },
        startsAt: '2024-03-12T08:15:02.113Z',
        fingerprint: '9c3f0b7d2a1e4f68',
      },
    ],
  },
  null,
  2,
);

/** Returns the texts of the chips, without the mark at their end. */
const texts = async (page) => (await parts(page).allInnerTexts()).map((text) => text.trim());

scenario(import.meta.url, async ({ visit, step, pages, server }) => {
  await step('a log on the search page', async () => {
    const page = await visit('/search/');
    await live(page);
    await paste(page, LOG);
    await parts(page).first().waitFor();
    await anyHit(page);
    const all = await texts(page);
    assert.ok(
      all.some((text) => text.includes('SQLTransientConnectionException')),
      `the exception is a part: ${all}`,
    );
    assert.ok(
      all.some((text) => /service payments$/.test(text)),
      `the service is a part, without the pod's hash: ${all}`,
    );
    assert.ok(
      !all.some((text) => /2024|4bf92f35|10\.0\.3\.7/.test(text)),
      `dates, ids and addresses are set aside: ${all}`,
    );

    // Enter puts the recognised parts into the URL, and not the log.
    await field(page).press('Enter');
    await page.waitForURL((url) => url.searchParams.has('q'));
    assert.ok(asked(page).length <= 200, `the address stays short: ${asked(page)}`);
    assert.ok(!/2024|4bf92f35/.test(asked(page)), asked(page));

    // A part can be removed and added again.
    const exception = page.locator('button[data-part="SQLTransientConnectionException"]');
    await exception.click();
    await page.locator('button[data-part="SQLTransientConnectionException"][aria-pressed="false"]').waitFor();
    assert.ok(!asked(page).includes('SQLTransientConnectionException'), asked(page));
    await page.locator('button[data-part="SQLTransientConnectionException"]').click();
    await page.locator('button[data-part="SQLTransientConnectionException"][aria-pressed="true"]').waitFor();

    // A reload of this tab keeps the parts.
    await page.reload();
    await parts(page).first().waitFor();
    assert.deepEqual((await texts(page)).sort(), all.sort());

    // Back restores a removed part, and never opens the raw log.
    const [whole, count] = [asked(page), all.length];
    const first = parts(page).first();
    const name = await first.getAttribute('data-part');
    await first.click();
    await page.waitForURL((url) => url.searchParams.get('q') !== whole);
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('q') === whole);
    await page.locator(`button[data-part="${name}"][aria-pressed="true"]`).waitFor();
    assert.equal(await parts(page).count(), count);

    // Typing turns it into a normal search.
    await field(page).fill('connection');
    await parts(page).first().waitFor({ state: 'detached' });
  });
  await step('by keyboard', async () => {
    for (const path of ['/search/', '/']) {
      const page = await visit(path);
      await live(page);
      await paste(page, LOG);
      await parts(page).first().waitFor();
      await anyHit(page);
      const focused = () => page.evaluate(() => document.activeElement.getAttribute('data-part'));
      await field(page).focus();
      for (let press = 0; press < 3 && !(await focused()); press++) await page.keyboard.press('Tab');
      const part = await focused();
      assert.ok(part, `${path}: the parts come right behind the field`);
      for (const pressed of ['false', 'true']) {
        await page.keyboard.press('Space');
        await page.locator(`button[data-part="${part}"][aria-pressed="${pressed}"]`).waitFor();
        await anyHit(page);
        assert.equal(await focused(), part, `${path}: the focus stays`);
      }
    }
  });
  await step('Back after a part was left out of an alert', async () => {
    const page = await visit('/search/');
    await live(page);
    await paste(page, ALERT);
    await parts(page).first().waitFor();
    await page.waitForURL((url) => url.searchParams.has('q'));
    const [all, whole] = [await texts(page), asked(page)];
    assert.match(whole, /^PostgresTooManyConnections/, 'the payload itself is no entry of the history');
    await parts(page).first().click();
    await page.waitForURL((url) => url.searchParams.get('q') !== whole);
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('q') === whole);
    await page.locator('button[data-part="PostgresTooManyConnections"][aria-pressed="true"]').waitFor();
    assert.deepEqual(await texts(page), all);
    await page.goBack();
    await page.waitForURL((url) => !url.search);
  });
  await step('an alert payload on any page', async () => {
    const page = await visit('/');
    await live(page);
    await paste(page, ALERT);
    await parts(page).first().waitFor();
    await anyHit(page);
    const all = await texts(page);
    assert.match(all[0], /alert PostgresTooManyConnections/, 'the alert leads');
    assert.ok(!all.some((text) => /9c3f0b7d|2024/.test(text)), `${all}`);
    assert.match(await field(page).inputValue(), /^PostgresTooManyConnections/);
    assert.ok(await hits(page).first().isVisible());

    // The search page keeps the parts.
    await field(page).press('Enter');
    await page.waitForURL((url) => url.pathname === '/search/');
    await parts(page).first().waitFor();
    assert.deepEqual((await texts(page)).sort(), all.sort());
  });
  await step('pasted before anything is awake', async () => {
    let release;
    const slow = await server({ faults: [{ match: /\.wasm$/, delay: new Promise((resolve) => (release = resolve)) }] });
    const page = await visit('/', { server: slow });
    await paste(page, LOG);
    assert.ok((await field(page).inputValue()).length <= 200);
    await page.locator('html[data-waiting]').waitFor({ state: 'attached' });
    release();
    await parts(page).first().waitFor();
    assert.ok((await texts(page)).some((text) => text.includes('SQLTransientConnectionException')));
    await page.locator('html[data-waiting]').waitFor({ state: 'detached' });
  });
  pages.check();
});
