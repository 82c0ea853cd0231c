// Loads the islands when they are needed, and does what needs no WebAssembly: copying,
// ages, keyboard shortcuts. Pages are complete without it.
(() => {
  'use strict';
  const { app = '', wasm = '', tools = '', toolsWasm = '' } = document.currentScript?.dataset ?? {};
  const root = document.documentElement;
  /** @param {string} [address] */
  const at = (address = '') => new URL(address, document.baseURI).href;
  /** @type {(selector: string) => NodeListOf<HTMLElement>} */
  const all = (selector) => document.querySelectorAll(selector);
  /** @type {(selector: string) => HTMLElement | null} */
  const one = (selector) => document.querySelector(selector);
  /** @type {(event: Event, selector: string) => HTMLElement | null} */
  const within = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);
  const field = () => /** @type {HTMLInputElement | null} */ (document.getElementById(KB.SEARCH_INPUT_ID));
  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {Partial<HTMLElementTagNameMap[K]>} [props]
   * @returns {HTMLElementTagNameMap[K]}
   */
  const make = (name, props) => Object.assign(document.createElement(name), props);
  const main = one('main');
  const page = main?.dataset.page;

  // --- Loading --------------------------------------------------------------

  // There are two bundles, the search and all other islands, so that a first search on a
  // bad network loads only what it needs.
  /** @typedef {'search' | 'tools'} Name */
  const bundles = { search: { script: app, wasm }, tools: { script: tools, wasm: toolsWasm } };
  /** @type {{ [name in Name]?: Promise<Bundle | undefined> }} */
  const waking = {};
  /** @type {{ [name in Name]?: Bundle }} */
  const awake = {};
  /** @param {Name} name */
  function wake(name) {
    waking[name] ??= start(name)
      .catch((error) => failed(name, error))
      .finally(() => name === 'search' && wait(false));
    return waking[name];
  }

  /** @param {Name} name */
  async function start(name) {
    const script = at(bundles[name].script);
    const wasm = at(bundles[name].wasm);
    if (name === 'search') setTimeout(() => wait(!awake.search && wanted()), 200);
    // All files are requested at once; otherwise each would wait for the one before.
    hint('modulepreload', script);
    hint('preload', wasm);
    if (name === 'search' && root.dataset.pack) {
      const query = field()?.value;
      if (query?.trim() && !spare) window.kbGuess(query, at(root.dataset.pack), ahead).catch(() => {});
      else hint('preload', at(`${root.dataset.pack}manifest.kbp`));
    }
    /** @type {Bundle & Islands} */
    const module = await import(script);
    await module.default({ module_or_path: wasm });
    module.hydrate();
    for (const child of document.body.children) visit(child, module, []);
    // The effects of the islands run after this turn of the event loop.
    await new Promise((done) => setTimeout(done));
    awake[name] = module;
    if (awake.search && (awake.tools || spare)) root.dataset.ready = '';
    return module;
  }

  /** @type {(rel: string, href: string) => void} */
  function hint(rel, href) {
    // Pages that search immediately have these links in their HTML.
    if ([...document.querySelectorAll('link')].some((link) => link.href === href)) return;
    const link = make('link', { rel, href });
    if (rel === 'preload') Object.assign(link, { as: 'fetch', crossOrigin: 'anonymous' });
    document.head.append(link);
  }

  // Leptos requires that islands are hydrated from the outside in, and that the children
  // of an island are hydrated under its owner.
  /** @type {(node: LeptosElement, module: Islands, owners: (LeptosElement['$$on_hydrate'])[]) => void} */
  function visit(node, module, owners) {
    if (node.localName === 'leptos-island') {
      owners.at(-1)?.();
      module[node.getAttribute('data-component') ?? '']?.(node);
    }
    const children = node.localName === 'leptos-children';
    if (children) owners.push(node.$$on_hydrate);
    for (const child of node.children) visit(child, module, owners);
    if (children) owners.pop();
  }

  // The reader of pastes is in the bundle `tools`; see app/src/browser/paste_reader.rs.
  // A search waits for it for at most 6 s.
  window.kbTools = () => {
    /** @type {Promise<boolean>} */
    const late = new Promise((done) => setTimeout(done, 6000, false));
    return Promise.race([wake('tools').then(Boolean), late]);
  };
  window.kbRead = (text) => awake.tools?.understand?.(text);

  // The files that were fetched before the search requests them; see
  // app/src/browser/fetch.rs.
  /** @type {Map<string, Promise<Response>>} */
  const early = new Map();
  window.kbFetch = (url) => {
    const file = early.get(at(url));
    early.delete(at(url));
    return file ?? fetch(url);
  };
  /** @type {Fetch} */
  function ahead(url) {
    const file = fetch(url);
    early.set(url, file);
    // A failed file is dropped, so that the search requests it again.
    const drop = () => early.delete(url);
    file.then((answer) => answer.ok || drop(), drop);
    return file;
  }

  // On a slow network, a message says that the search loads as soon as the reader waits
  // for it; see style/search.css.
  const wanted = () => Boolean(field()?.value.trim());
  /** @param {boolean} is */
  function wait(is) {
    root.toggleAttribute('data-waiting', is);
    if (is) tell('Loading the search');
  }
  addEventListener('input', (event) => {
    if (waking.search && !awake.search && event.target === field()) wait(wanted());
  });

  // Stores a log that is pasted before the island is loaded, because a field of one line
  // would join its lines. The island handles pastes a moment before `awake` is set.
  addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const input = field();
    if (event.defaultPrevented || !input || event.target !== input || awake.search) return;
    if (!text.trim().includes('\n')) return;
    event.preventDefault();
    const { value, dataset } = input;
    let [from, to] = [input.selectionStart ?? value.length, input.selectionEnd ?? value.length];
    // It replaces the selection, otherwise the previous paste.
    const before = from === to ? dataset.shown : '';
    const last = before ? value.indexOf(before) : -1;
    if (before && last >= 0) [from, to] = [last, last + before.length];
    const shown = text.trim().replace(/\s+/g, ' ').slice(0, 160).trim();
    input.value = [value.slice(0, from).trim(), shown, value.slice(to).trim()].filter(Boolean).join(' ');
    Object.assign(dataset, { paste: text, shown });
    wait(true);
    wake('search');
  });

  // The form still opens the search page. A failure is therefore only shown if the files
  // of this page no longer exist, or if the reader is waiting for results.
  /** @type {(name: Name, error: unknown) => Promise<undefined>} */
  async function failed(name, error) {
    console.warn(`${name} did not wake:`, error);
    waking[name] = undefined;
    const gone = await fetch(at(bundles[name].wasm), { method: 'HEAD' }).then(
      (answer) => answer.status === 404 || answer.status === 410,
      () => false,
    );
    const waits = name === 'search' && (wanted() || (field() && document.activeElement === field()));
    if ((!gone && !waits) || one('.kb-stale')) return;
    const button = make('button', { type: 'button', textContent: gone ? 'Reload' : 'Try again' });
    button.onclick = () => location.reload();
    const note = make('p', { className: 'notice kb-stale' });
    note.append(gone ? 'The site was updated. ' : 'Search could not be loaded. ', button);
    note.setAttribute('role', 'status');
    main?.prepend(note);
  }

  const spare = navigator.connection?.saveData || matchMedia('(prefers-reduced-data: reduce)').matches;
  const island = one('leptos-island');
  /** @type {(then: () => void, options: IdleRequestOptions) => void} */
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  /** @param {Event} event */
  const needed = (event) => {
    if (within(event, '.kb-search, .search-page')) wake('search');
    else if (within(event, 'leptos-island, .filters, .step__box, .steps, .suspects')) wake('tools');
  };
  for (const name of ['focusin', 'pointerover', 'touchstart'])
    document.addEventListener(name, needed, { passive: true });
  // Stores a verdict on a suspect that is given before the island is loaded.
  document.addEventListener('click', (event) => {
    const button = within(event, '.suspect button');
    if (button && !awake.tools) button.dataset.pressed = '';
  });

  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  root.toggleAttribute('data-mac', mac);

  const said = make('p', { className: 'visually-hidden' });
  said.setAttribute('role', 'status');
  /** @param {string} text */
  function tell(text) {
    if (!said.isConnected) document.body.append(said);
    said.textContent = text;
  }

  // --- The URL ---------------------------------------------------------------

  const params = new URLSearchParams(location.search);
  // If a form was sent before the search was loaded, its filters become part of the query.
  const filters = ['type', 'after', 'before'].flatMap((key) =>
    params.getAll(key).map((value) => value && `${key}:${value}`),
  );
  if (page === 'search' && filters.length) {
    const q = [params.get('q'), ...filters].filter(Boolean).join(' ');
    history.replaceState(null, '', q ? `?q=${encodeURIComponent(q)}` : './');
    params.set('q', q);
  }
  const asked = params.get('q');
  const input = field();
  if (page === 'search' && asked && input) {
    // The field shows the words before the search is loaded.
    input.value ||= asked;
    for (const rest of all('.kb-rest')) rest.hidden = true;
  }
  if (page === 'not-found' && input) {
    const words = decoded(location.pathname)
      .replace(/[^\p{L}\p{N}.]+|\.html?$/gu, ' ')
      .trim();
    input.value = words;
    const alert = decoded(location.pathname).match(/\/alerts\/([^/]+?)(?:\.html|\.md)?\/?(?:index\.html)?$/)?.[1];
    if (alert) answer(alert, input);
    for (const link of links('[data-search-address]')) link.search = `?q=${encodeURIComponent(words)}`;
  }
  // Redirects to the page of an alert whose name is spelled differently, with its labels;
  // for an unknown alert, shows how to add a runbook.
  /** @type {(alert: string, input: HTMLInputElement) => Promise<void>} */
  async function answer(alert, input) {
    const key = window.kbNames.alertKey(alert);
    const base = at(root.dataset.root);
    const known = await fetch(`${base}alerts.json`).then(
      (answer) => answer.json(),
      () => ({}),
    );
    if (Object.hasOwn(known, key)) {
      const url = base + known[key].url.slice(1);
      if (url !== location.href.split(/[?#]/)[0]) location.replace(url + location.search + location.hash);
      return;
    }
    const words = alert.replace(/(\p{Ll}|\d)(\p{Lu})|(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1$3 $2$4').replace(/[-_\s]+/g, ' ');
    input.value = words;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    // The text and the path of a new runbook for the alert.
    const path = `runbooks/${key ? window.kbNames.slug(words) : 'alert'}.md`;
    const quoted = JSON.stringify(alert).slice(1, -1);
    for (const place of all('[data-alert]')) {
      const { dataset, textContent: front } = place;
      if (dataset.alert === 'name') place.textContent = alert;
      else if (dataset.alert === 'path') place.textContent = path;
      else place.textContent = front.replaceAll('{name}', () => quoted);
    }
    const front = one('[data-alert=text]')?.textContent ?? '';
    const text = ['', ...KB.RUNBOOK_HEADINGS].join('\n\n## ');
    /** @type {Record<string, string>} */
    const values = { name: alert, path, text: `${front.trimEnd() + text}\n` };
    for (const link of links('[data-fill]')) {
      // In one pass: a name with braces is not filled again.
      const fill = link.dataset.fill ?? '';
      link.href = fill.replace(/%7B(name|path|text)%7D/g, (_, key) => encodeURIComponent(values[key]));
    }
    for (const note of all('[data-unknown-alert]')) note.hidden = false;
  }
  // If an alert has several runbooks, the links to them keep its labels.
  const labels = location.hash.includes('=') ? location.hash : '';
  if (location.search || labels) {
    const alerts = at(`${root.dataset.root}alerts/`);
    if (page === 'listing' && location.href.startsWith(alerts))
      for (const link of links('.row__title')) [link.search, link.hash] = [location.search, labels];
  }
  /** @type {(selector: string) => NodeListOf<HTMLAnchorElement>} */
  function links(selector) {
    return document.querySelectorAll(selector);
  }
  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** @param {string} key */
  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  // The words of the search that led to this page; see app/src/browser/highlight_handoff.rs.
  function landing() {
    try {
      const [time, url, words] = (localStorage.getItem(KB.LANDING_KEY) ?? '').split('\n');
      const bare = (/** @type {string} */ address) => address.split('#')[0];
      if (!words || bare(url) !== bare(location.href)) return '';
      localStorage.removeItem(KB.LANDING_KEY);
      return Date.now() - Number(time) < 60_000 ? words : '';
    } catch {
      return '';
    }
  }
  const words = landing();
  // The tools are loaded at once if the URL has labels of an alert, if this browser stores
  // the state of an incident, or if a session is recorded.
  const labelled = location.search || location.hash.includes('=') || stored(KB.VALUES_KEY);
  if (
    (one('.vars') && labelled) ||
    (one('.steps') && stored(KB.STEPS_KEY)) ||
    (one('.suspects') && stored(KB.SUSPECTS_KEY)) ||
    stored(KB.SESSION_KEY)
  )
    wake('tools');
  if (words) wake('search').then((module) => module?.highlight?.(words));
  else if (page === 'search' || page === 'not-found' || document.activeElement === field()) wake('search');
  else if (!island) root.dataset.ready = '';
  else if (!spare) {
    const first = one('.vars, .steps, .suspects, .filters') ? 'tools' : 'search';
    const rest = () => idle(() => wake(first).then(() => wake('search')), { timeout: 3000 });
    if (document.readyState === 'complete') rest();
    else addEventListener('load', rest);
  }
  // The search is awake and nobody waits for it: it says so once.
  document.addEventListener(KB.IDLE_EVENT, () => wake('tools'));

  // --- Keys -------------------------------------------------------------------

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const typing = within(event, 'input, textarea, select, [contenteditable]');
    const search = command ? event.key.toLowerCase() === 'k' && !event.shiftKey : event.key === '/' && !typing;
    const input = field();
    if (search && input) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === '?' && !command && !typing) {
      help();
    }
  });

  // The help is a part of the search page; other pages show it as a panel.
  async function help() {
    /** @type {HTMLDialogElement | null} */
    let dialog = document.querySelector('dialog.kb-help');
    if (!dialog) {
      const text = await helpText();
      if (!text) return;
      dialog = make('dialog', { className: 'kb-help' });
      dialog.setAttribute('aria-labelledby', 'kb-help-title');
      const title = text.querySelector('h2');
      if (title) title.id = 'kb-help-title';
      const form = make('form', { method: 'dialog' });
      form.append(make('button', { textContent: 'Close' }));
      dialog.append(form, ...text.children);
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
  }

  async function helpText() {
    const here = one('section.kb-help');
    const [link] = links('a[data-help]');
    if (here || !link) return /** @type {Element | undefined} */ (here?.cloneNode(true));
    try {
      const html = await (await fetch(link.href)).text();
      return new DOMParser().parseFromString(html, 'text/html').querySelector('section.kb-help');
    } catch {
      // Without a network, the page of the help may still be in a cache.
      location.href = link.href;
    }
  }
  // The field moves when it gets or loses the focus, so a tap on the link next to it would
  // miss the link.
  document.addEventListener('mousedown', (event) => {
    if (within(event, 'a[data-help]')) event.preventDefault();
  });
  document.addEventListener('click', (event) => {
    if (!within(event, 'a[data-help]') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    help();
  });

  // --- Commands ---------------------------------------------------------------

  for (const code of all('.code')) {
    if (code.querySelector('.kb-copy')) continue;
    code.append(make('button', { type: 'button', className: 'kb-copy', textContent: 'Copy' }));
  }
  document.addEventListener('click', async (event) => {
    const button = within(event, '.kb-copy');
    const block = within(event, '.code');
    if (!button || !block) return;
    // The selected command of several, if there is one: see reading.js.
    /** @type {HTMLElement} */
    const part = block.querySelector('.cmd.is-chosen') ?? block;
    // A dangerous command is copied only after a second press.
    if (part.dataset.danger && !button.dataset.sure) {
      button.dataset.sure = 'yes';
      label(button, `Caution: ${part.dataset.danger}. Copy anyway?`);
      setTimeout(() => restore(button), 5000);
      return;
    }
    const blanks = new Set();
    for (const one of part.querySelectorAll('.kb-var:not(.is-filled)')) blanks.add(one.textContent);
    const text = command(part);
    const copied = await copy(text);
    if (copied) record('copied', text);
    const left = blanks.size
      ? ` with ${blanks.size} blank${blanks.size > 1 ? 's' : ''}: ${[...blanks].join(', ').replaceAll('$', '')}`
      : '';
    label(button, copied ? `Copied${left}` : 'Copy by hand');
    setTimeout(() => restore(button), left ? 5000 : 2000);
  });

  /** @type {(button: HTMLElement, text: string) => void} */
  function label(button, text) {
    button.textContent = text;
    tell(text);
  }
  /** @param {HTMLElement} button */
  function restore(button) {
    delete button.dataset.sure;
    tell('');
    button.textContent = button.closest('.code')?.querySelector('.cmd.is-chosen') ? 'Copy line' : 'Copy';
  }

  // Adds an entry to the session, if one is recorded; see app/src/browser/session.rs.
  /** @type {(what: string, text: string) => Promise<void>} */
  async function record(what, text) {
    if (!waking.tools && !stored(KB.SESSION_KEY)) return;
    await wake('tools');
    document.dispatchEvent(new CustomEvent(KB.RECORD_EVENT, { detail: JSON.stringify({ what, text }) }));
  }

  // An island stores the text for its button in the attribute.
  document.addEventListener('click', async (event) => {
    const button = within(event, '[data-copy]');
    if (!button) return;
    button.dataset.label ??= button.textContent;
    label(button, (await copy(button.dataset.copy ?? '')) ? 'Copied' : 'Not copied: download it');
    setTimeout(() => {
      tell('');
      button.textContent = button.dataset.label ?? '';
    }, 2000);
  });

  // Returns the commands of a block without prompts, output, and the lines of the output.
  /** @param {HTMLElement} block */
  function command(block) {
    const commands = block.dataset.lang === 'console' ? [...block.querySelectorAll('.cmd')] : [];
    if (commands.length) return commands.map((one) => one.textContent).join('\n');
    const whole = block.querySelector('pre') ?? block;
    const code = /** @type {HTMLElement} */ (whole.cloneNode(true));
    for (const part of code.querySelectorAll('.kb-copy, .tok-p, .out')) {
      const after = part.nextSibling;
      if (part.className === 'out' && after instanceof Text) after.data = after.data.replace(/^\n/, '');
      part.remove();
    }
    return (code.textContent.trim() ? code : whole).textContent.trimEnd();
  }

  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // With plain HTTP there is no clipboard API, but `execCommand` works.
      const area = make('textarea', { value: text, className: 'visually-hidden' });
      document.body.append(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      return copied;
    }
  }

  // --- Timelines ----------------------------------------------------------------

  // A timeline is one stop for the Tab key. Arrow keys go from point to point, and the
  // focused point is described below the drawing. Without scripts every point is a stop.
  for (const strip of all('main .timeline__strip')) {
    const points = /** @type {(Element & HTMLOrSVGElement)[]} */ ([...strip.querySelectorAll('.point')]);
    const caption = strip.parentElement?.querySelector('.timeline__caption');
    /** @param {Element} point */
    const choose = (point) => {
      for (const one of points) one.setAttribute('tabindex', one === point ? '0' : '-1');
    };
    /** @param {Event} event */
    const show = (event) => {
      const point = within(event, '.point');
      if (!point) return;
      if (event.type === 'focusin') choose(point);
      if (caption) caption.textContent = point.getAttribute('aria-label');
    };
    choose(points[0]);
    for (const name of ['focusin', 'pointerover']) strip.addEventListener(name, show);
    strip.addEventListener('keydown', (event) => {
      const point = within(event, '.point');
      const at = point ? points.indexOf(point) : -1;
      /** @type {Record<string, number | undefined>} */
      const targets = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: points.length - 1 };
      const to = targets[event.key];
      if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      points[Math.max(0, Math.min(points.length - 1, to))].focus();
    });
  }

  // --- Ages ---------------------------------------------------------------------

  const format = new Intl.RelativeTimeFormat(root.lang || 'en', { numeric: 'auto' });
  /** @type {[unit: Intl.RelativeTimeFormatUnit, days: number][]} */
  const units = [
    ['year', 365],
    ['month', 30.4],
    ['day', 1],
  ];
  /** @type {NodeListOf<HTMLTimeElement>} */
  const times = document.querySelectorAll('time[data-relative]');
  for (const time of times) {
    const days = (Date.parse(time.dateTime) - Date.now()) / 864e5;
    if (Number.isNaN(days)) continue;
    let [unit, size] = units.find(([, size]) => Math.abs(days) >= 2 * size) ?? ['day', 1];
    if (Math.abs(days) < 1 && time.dateTime.includes('T')) [unit, size] = ['hour', 1 / 24];
    time.title = time.textContent;
    time.textContent = format.format(Math.trunc(days / size), unit);
  }
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  for (const due of all('[data-due]')) due.classList.toggle('is-overdue', (due.dataset.due ?? '') < today);
})();
