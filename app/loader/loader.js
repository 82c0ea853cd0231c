// Wakes the islands when they are needed, and does what needs no WebAssembly:
// copying, ages, the keys. Pages are whole without it.
(() => {
  "use strict";
  const here = document.currentScript.dataset;
  const root = document.documentElement;
  const at = (address) => new URL(address, document.baseURI).href;
  const all = (selector) => document.querySelectorAll(selector);
  const field = () => document.getElementById("kb-q");
  const make = (name, props) => Object.assign(document.createElement(name), props);
  const main = document.querySelector("main");
  const page = main?.dataset.page;

  // --- Waking ---------------------------------------------------------------

  let waking;
  const wake = () => (waking ??= start().catch(failed));

  async function start() {
    const [app, wasm] = [at(here.app), at(here.wasm)];
    // All at once: each would otherwise wait for the one before.
    hint("modulepreload", app);
    hint("preload", wasm);
    if (root.dataset.pack) hint("preload", at(root.dataset.pack + "manifest.kbp"));
    const module = await import(app);
    await module.default({ module_or_path: wasm });
    module.hydrate();
    for (const child of document.body.children) visit(child, module, []);
    // Effects of the islands run after this turn.
    await new Promise((done) => setTimeout(done));
    root.dataset.ready = "";
    return module;
  }

  function hint(rel, href) {
    const link = make("link", { rel, href });
    if (rel === "preload") Object.assign(link, { as: "fetch", crossOrigin: "anonymous" });
    document.head.append(link);
  }

  // Leptos' contract: islands from the outside in; children of an island are
  // woken under its owner.
  function visit(node, module, owners) {
    if (node.localName === "leptos-island") {
      owners.at(-1)?.();
      module[node.dataset.component]?.(node);
    }
    const children = node.localName === "leptos-children";
    if (children) owners.push(node.$$on_hydrate);
    for (const child of node.children) visit(child, module, owners);
    if (children) owners.pop();
  }

  // The form still leads to the search page, so a failure is only worth a word
  // when the files of this page are gone, or the reader is waiting for results.
  async function failed(error) {
    console.warn("search did not wake:", error);
    waking = undefined;
    const gone = await fetch(at(here.wasm), { method: "HEAD" }).then(
      (answer) => answer.status === 404 || answer.status === 410,
      () => false,
    );
    const field = document.querySelector("#kb-q");
    const wanted = field && (field.value.trim() || document.activeElement === field);
    if ((!gone && !wanted) || document.querySelector(".kb-stale")) return;
    const button = make("button", { type: "button", textContent: gone ? "Reload" : "Try again" });
    button.onclick = () => location.reload();
    const note = make("p", { className: "notice kb-stale" });
    note.append(gone ? "This page is from an older version. " : "Search could not be loaded. ", button);
    note.setAttribute("role", "status");
    main?.prepend(note);
  }

  const spare = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  const island = document.querySelector("leptos-island");
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  const needed = (event) => event.target.closest?.("leptos-island") && wake();
  for (const name of ["focusin", "pointerover", "touchstart"])
    document.addEventListener(name, needed, { passive: true });

  // --- Where the reader comes from -------------------------------------------

  const asked = new URLSearchParams(location.search).get("q");
  if (page === "search" && asked && field()) {
    // The words are there before the search is.
    if (!field().value) field().value = asked;
    all(".kb-examples").forEach((examples) => (examples.hidden = true));
  }
  if (page === "not-found" && field()) {
    const words = decoded(location.pathname).replace(/[^\p{L}\p{N}.]+|\.html?$/gu, " ").trim();
    field().value = words;
    const alert = decoded(location.pathname).match(/\/alerts\/([^/]+)\/?$/)?.[1];
    if (alert) answer(alert);
    for (const link of all("[data-search-address]")) link.search = "?q=" + encodeURIComponent(words);
  }
  // An alert's name in a spelling that has no folder of its own. Its labels go along.
  async function answer(alert) {
    const key = alert.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const base = at(root.dataset.root);
    const known = await fetch(base + "alerts.json").then((answer) => answer.json(), () => ({}));
    if (Object.hasOwn(known, key)) {
      const url = base + known[key].url.slice(1);
      if (url !== location.href.split(/[?#]/)[0]) location.replace(url + location.search + location.hash);
      return;
    }
    field().value = alert.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/[-_]+/g, " ");
    all("[data-unknown-alert]").forEach((note) => (note.hidden = false));
  }
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  // The words that led here; see app/src/browser/landing.rs.
  function landing() {
    try {
      const [time, url, words] = (localStorage.getItem("kb-landing") ?? "").split("\n");
      const bare = (address) => address.split("#")[0];
      if (!words || bare(url) !== bare(location.href)) return "";
      localStorage.removeItem("kb-landing");
      return Date.now() - time < 60_000 ? words : "";
    } catch {
      return "";
    }
  }
  const words = landing();
  if (document.querySelector(".vars")) {
    // An alert's labels, or values that this browser remembers, are waited for.
    if (location.search || location.hash.includes("=") || stored("kb-values")) wake();
  }
  if (words) wake().then((module) => module?.highlight(words));
  else if (page === "search" || page === "not-found" || document.activeElement === field()) wake();
  else if (!island) root.dataset.ready = "";
  else if (!spare) {
    const rest = () => idle(wake, { timeout: 3000 });
    if (document.readyState === "complete") rest();
    else addEventListener("load", rest);
  }

  // --- Keys -------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const search = command ? event.key.toLowerCase() === "k" && !event.shiftKey : event.key === "/" && !typing;
    if (search && field()) {
      event.preventDefault();
      field().focus();
      field().select();
    } else if (event.key === "?" && !command && !typing) {
      help();
    }
  });

  function help() {
    let dialog = document.querySelector("dialog.kb-help");
    if (!dialog) {
      dialog = make("dialog", { className: "kb-help" });
      dialog.setAttribute("aria-labelledby", "kb-help");
      const list = make("dl");
      const keys = [
        ["/ or Ctrl K", "Search"],
        ["↑ ↓", "Move through results"],
        ["↵", "Open"],
        ["Ctrl ↵", "Open in a new tab"],
        ["Esc", "Close, clear, leave the field, remove marks"],
        ["?", "This list"],
      ];
      for (const [key, meaning] of keys) {
        const row = make("div");
        const term = make("dt");
        term.append(make("kbd", { textContent: key }));
        row.append(term, make("dd", { textContent: meaning }));
        list.append(row);
      }
      const form = make("form", { method: "dialog" });
      form.append(make("button", { textContent: "Close" }));
      dialog.append(make("h2", { id: "kb-help", textContent: "Keys" }), list, form);
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
  }

  // --- Commands ---------------------------------------------------------------

  const said = make("p", { className: "visually-hidden" });
  said.setAttribute("role", "status");
  for (const code of all(".code")) {
    if (code.querySelector(".kb-copy")) continue;
    code.append(make("button", { type: "button", className: "kb-copy", textContent: "Copy" }));
    if (!said.isConnected) document.body.append(said);
  }
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".kb-copy");
    if (!button) return;
    const block = button.closest(".code");
    // What loses or interrupts something is not copied by a slip of the finger.
    if (block.dataset.danger && !button.dataset.sure) {
      button.dataset.sure = "yes";
      said.textContent = button.textContent = `This ${block.dataset.danger}. Copy?`;
      setTimeout(() => restore(button), 5000);
      return;
    }
    const blanks = new Set();
    for (const one of block.querySelectorAll(".kb-var:not(.is-filled)")) blanks.add(one.textContent);
    const copied = await copy(command(block));
    const left = blanks.size ? `, still to fill in: ${[...blanks].join(" ")}` : "";
    said.textContent = button.textContent = copied ? "Copied" + left : "Copy by hand";
    setTimeout(() => restore(button), left ? 5000 : 2000);
  });

  function restore(button) {
    delete button.dataset.sure;
    said.textContent = "";
    button.textContent = "Copy";
  }

  // What is typed: no prompts, no output, and not the line that output was on.
  function command(block) {
    const whole = block.querySelector("pre") ?? block;
    const code = whole.cloneNode(true);
    for (const part of code.querySelectorAll(".kb-copy, .tok-p, .out")) {
      const after = part.nextSibling;
      if (part.className === "out" && after?.nodeType === 3) after.data = after.data.replace(/^\n/, "");
      part.remove();
    }
    return (code.textContent.trim() ? code : whole).textContent.trimEnd();
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Plain http has no clipboard, but old browsers' way still works there.
      const area = make("textarea", { value: text, className: "visually-hidden" });
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      return copied;
    }
  }

  // --- Ages ---------------------------------------------------------------------

  const format = new Intl.RelativeTimeFormat(root.lang || "en", { numeric: "auto" });
  const steps = [["year", 365], ["month", 30.4], ["day", 1]];
  for (const time of all("time[data-relative]")) {
    const days = (Date.parse(time.dateTime) - Date.now()) / 864e5;
    if (Number.isNaN(days)) continue;
    const hours = Math.abs(days) < 1 && time.dateTime.includes("T");
    const [unit, size] = hours ? ["hour", 1 / 24] : steps.find(([, size]) => Math.abs(days) >= 2 * size) ?? ["day", 1];
    time.title = time.textContent;
    time.textContent = format.format(Math.trunc(days / size), unit);
  }
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  for (const due of all("[data-due]")) due.classList.toggle("is-overdue", due.dataset.due < today);
})();
