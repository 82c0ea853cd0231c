import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, asked, field, live, parts, paste, searchPath, shownHits, waitForHits } from '../harness/search.mjs';
import { documents } from '../harness/site.mjs';

const TRACE = `2024-03-12 08:15:02.113 ERROR 1 --- [nio-8080-exec-7] o.a.c.c.C.[.[.[/].[dispatcherServlet] : Servlet.service() for servlet [dispatcherServlet] threw exception
org.springframework.dao.DataAccessResourceFailureException: Unable to acquire JDBC Connection
\tat org.springframework.orm.jpa.vendor.HibernateJpaDialect.convertHibernateAccessException(HibernateJpaDialect.java:277)
\tat com.shop.orders.OrderService.place(OrderService.java:88)
Caused by: org.hibernate.exception.JDBCConnectionException: Unable to acquire JDBC Connection
\tat org.hibernate.exception.internal.SQLExceptionTypeDelegate.convert(SQLExceptionTypeDelegate.java:48)
Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.
\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)
\t... 90 more`;
const HELPS = '/runbooks/application-connection-pool-exhausted/';

const kindOf = new Map(documents().map((page) => [page.url, page.kind]));
const kinds = async (page) => [...new Set((await shownHits(page)).map((url) => kindOf.get(url.split('#')[0])))];
const chips = (page) => parts(page).allInnerTexts();
const pageOf = (url) => url.split('#')[0];

/** Pastes the trace and waits for the page that helps. */
async function pasted(page) {
  await paste(page, TRACE);
  await parts(page).first().waitFor();
  await page.waitForFunction(
    () => !(/** @type {HTMLInputElement} */ (document.querySelector('#kb-q')).value.includes('2024')),
  );
  await anyHit(page);
}

scenario(import.meta.url, async ({ visit, step }) => {
  await step('a filter is ticked and unticked beside it', async () => {
    const page = await visit('/search/');
    await live(page);
    await pasted(page);
    const [all, first, short] = [await chips(page), await shownHits(page), await field(page).inputValue()];
    assert.equal(pageOf(first[0]), HELPS);

    await page.locator('.kb-facets [name=type][value=postmortem]').check();
    await page.waitForURL((url) => url.searchParams.get('q') === `${short} type:postmortem`);
    await page.locator('[name=type][value=postmortem][checked]').waitFor();
    assert.deepEqual(await chips(page), all, 'the parts stay');
    assert.deepEqual(await kinds(page), ['postmortem']);

    // Back and forward restore the paste without and with the filter.
    await page.goBack();
    await waitForHits(page, first);
    assert.deepEqual(await chips(page), all);
    await page.goForward();
    await page.locator('[name=type][value=postmortem][checked]').waitFor();
    assert.deepEqual(await chips(page), all);

    await page.locator('.kb-facets [name=type][value=postmortem]').uncheck();
    await waitForHits(page, first, 'what was found before');
    assert.equal(await field(page).inputValue(), short);
    assert.deepEqual(await chips(page), all);
  });

  await step('a filter and words are typed behind it', async () => {
    const page = await visit('/search/');
    await live(page);
    await pasted(page);
    await page.keyboard.press('End');
    await page.keyboard.type(' type:runbook');
    await page.waitForURL((url) => url.searchParams.get('q').endsWith(' type:runbook'));
    await page.locator('[name=type][value=runbook][checked]').waitFor();
    assert.deepEqual(await kinds(page), ['runbook']);
    await page.locator('button[data-part="SQLTransientConnectionException"]').waitFor();
    assert.equal(pageOf((await shownHits(page))[0]), HELPS);

    // No page matches this filter; the link that removes it keeps the paste.
    await page.keyboard.type(' service:nowhere');
    const way = page.locator('.kb-nothing li', { hasText: 'service:nowhere leaves nothing' }).getByRole('link');
    assert.match(await way.innerText(), /\d+ results? without it/);
    await way.click();
    await anyHit(page);
    assert.ok((await field(page).inputValue()).endsWith(' type:runbook'), await field(page).inputValue());
    await page.locator('button[data-part="SQLTransientConnectionException"]').waitFor();
  });

  await step('what was typed before it stays', async () => {
    for (const typed of ['type:guide ', 'order service ']) {
      const page = await visit('/search/');
      await live(page);
      await field(page).fill(typed);
      await page.keyboard.press('End');
      await pasted(page);
      const value = await field(page).inputValue();
      assert.ok(value.startsWith(`${typed}SQLTransientConnectionException`), value);
      if (typed.startsWith('type:')) assert.deepEqual(await kinds(page), ['guide']);
      else await page.locator('button[data-part="order"]').waitFor();

      // An undo key that undoes nothing keeps the paste, and another paste replaces it.
      const count = await parts(page).count();
      await page.keyboard.press('Control+z');
      await page.waitForTimeout(300);
      const stays = (await field(page).inputValue()) === value;
      assert.equal(stays, (await parts(page).count()) === count, 'field and parts agree');
      await field(page).fill(value);
      await paste(page, 'panic: disk full\n\tgoroutine 1 [running]:');
      await page.locator('button[data-part="SQLTransientConnectionException"]').waitFor({ state: 'detached' });
      assert.match(await field(page).inputValue(), new RegExp(`^${typed}`));
    }
  });

  await step('its address leads others to the same page', async () => {
    const page = await visit('/search/');
    await live(page);
    await pasted(page);
    await field(page).press('Enter');
    await page.waitForURL((url) => url.searchParams.has('q'));
    assert.match(asked(page), /^SQLTransientConnectionException HikariPool-1 /, 'the root cause leads');
    const other = await visit(searchPath(asked(page)));
    await anyHit(other);
    assert.equal(pageOf((await shownHits(other))[0]), HELPS);
  });
});
