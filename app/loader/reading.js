// Helps to read a document during an incident: the current section stays visible, keys
// go from step to step, only the steps can be shown, a report names its section, and a
// single command of a block can be selected. Only documents load this script; they are
// complete without it.
(() => {
  'use strict';
  const root = document.documentElement;
  const bar = document.querySelector('.reading');
  /** @type {HTMLElement | null} */
  const prose = document.querySelector('.prose');
  /** @type {HTMLAnchorElement | null | undefined} */
  const now = bar?.querySelector('[data-now]');
  if (!bar || !prose || !now) return;
  const title = now.textContent;

  // --- The current position ---------------------------------------------------

  const HEADINGS = 'h2, h3, h4';
  const STEPS = `${HEADINGS}, ol > li`;
  /** @param {Element} one */
  const shown = (one) => one.getClientRects().length > 0;
  /** @param {string} selector */
  const find = (selector) => {
    /** @type {NodeListOf<HTMLElement>} */
    const all = prose.querySelectorAll(selector);
    return [...all].filter((one) => shown(one) && !one.closest('.footnotes'));
  };
  /** @param {Element} one */
  const top = (one) => one.getBoundingClientRect().top;
  // The line to which headings scroll: see scroll-padding in style/reading.css.
  const line = () => parseFloat(getComputedStyle(root).scrollPaddingTop) + 2;
  /** @param {Element} one */
  const words = (one) => {
    const copy = /** @type {Element} */ (one.cloneNode(true));
    for (const part of copy.querySelectorAll('.anchor, .code, .expect, ol, ul, table, input, button')) part.remove();
    return copy.textContent.trim().replace(/\s+/g, ' ');
  };
  /** @param {Element} item */
  const number = (item) => {
    const list = item.closest('ol');
    return list ? [...list.children].indexOf(item) + list.start : 1;
  };

  /** Returns the headings above the current position, outermost first, and the step. */
  function place() {
    /** @type {HTMLElement[]} */
    const path = [];
    /** @type {HTMLElement | undefined} */
    let step;
    for (const one of find(STEPS)) {
      if (top(one) > line()) break;
      if (one.localName === 'li') {
        step = one;
        continue;
      }
      while ((path.at(-1)?.localName ?? '') >= one.localName) path.pop();
      path.push(one);
      step = undefined;
    }
    return { path, step };
  }

  let asked = false;
  let height = scrollY;
  const follow = () => {
    asked = false;
    height = scrollY;
    const { path, step } = place();
    const heading = path.at(-1);
    // The step comes first, because a phone has room for little else.
    now.textContent = [
      step && `${number(step)}. ${words(step.querySelector(':scope > p') ?? step).slice(0, 120)}`,
      heading ? words(heading) : title,
    ]
      .filter(Boolean)
      .join(' · ');
    now.href = heading?.id ? `#${heading.id}` : '#kb-main';
  };
  const later = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(follow);
  };
  addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later, { passive: true });
  follow();

  // --- From step to step --------------------------------------------------------

  /**
   * Goes to the next or the previous element that matches `selector`.
   * @type {(selector: string, by: 1 | -1) => void}
   */
  function go(selector, by) {
    const all = find(selector);
    const within = all.findLastIndex((one) => one.contains(document.activeElement));
    const inSight = within >= 0 && top(all[within]) > 0 && top(all[within]) < innerHeight;
    /** @type {HTMLElement | undefined} */
    let to = all[within + by];
    if (!inSight) {
      to = by > 0 ? all.find((one) => top(one) > line()) : all.findLast((one) => top(one) < line() - 4);
    }
    if (!to) return;
    // If a step has a checkbox, the checkbox gets the focus.
    /** @type {HTMLInputElement | null} */
    const box = to.querySelector(':scope > input, :scope > label > input, :scope > p:first-child > input');
    const target = box && !box.disabled ? box : to;
    if (target === to) to.tabIndex = -1;
    to.scrollIntoView({ block: 'start' });
    // The bar may get the focus before the next frame, and scrolls back to `height`.
    height = scrollY;
    target.focus({ preventScroll: true });
    later();
  }

  // --- Steps only -----------------------------------------------------------------

  const focus = bar.querySelector('[data-steps-only]');
  function stepsOnly() {
    if (!focus) return;
    const { path, step } = place();
    const on = root.toggleAttribute('data-steps-only');
    focus.setAttribute('aria-pressed', String(on));
    // The current step or section stays in place.
    (step ?? path.at(-1))?.scrollIntoView({ block: 'start' });
    later();
  }
  focus?.addEventListener('click', stepsOnly);

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = 'input:not([type=checkbox]), textarea, select, [contenteditable], dialog';
    if (event.target instanceof Element && event.target.closest(typing)) return;
    /** @type {Record<string, (() => void) | undefined>} */
    const actions = {
      f: stepsOnly,
      j: () => go(STEPS, 1),
      k: () => go(STEPS, -1),
      n: () => go(HEADINGS, 1),
      p: () => go(HEADINGS, -1),
    };
    const act = actions[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // --- Reports ----------------------------------------------------------------------

  /** @type {HTMLAnchorElement | null} */
  const report = bar.querySelector('[data-report]');
  function fillIn() {
    const { path } = place();
    const heading = path.at(-1);
    if (!report?.dataset.report || !heading) return;
    const section = `${path.map(words).join(' › ')} (#${heading.id})`;
    report.href = report.dataset.report.replaceAll('%7Bsection%7D', encodeURIComponent(section));
  }
  // The bar is inside the scroll padding above headings, so browsers scroll when it gets
  // the focus. This handler scrolls back, because the text must not move.
  bar.addEventListener('focusin', () => scrollTo(scrollX, height));
  for (const name of ['pointerdown', 'focusin', 'click']) bar.addEventListener(name, fillIn);

  // --- Selecting a command ------------------------------------------------------------

  /**
   * Selects a command, or none; the button of the block then copies only that command.
   * @type {(block: Element | null, command?: Element) => void}
   */
  function choose(block, command) {
    if (!block) return;
    for (const one of block.querySelectorAll('.cmd')) one.classList.toggle('is-chosen', one === command);
    /** @type {HTMLElement | null} */
    const button = block.querySelector('.kb-copy');
    if (!button) return;
    // A confirmation for another command does not apply to this one.
    delete button.dataset.sure;
    button.textContent = command ? 'Copy line' : 'Copy';
  }
  prose.addEventListener('click', (event) => {
    const command = event.target instanceof Element && event.target.closest('.cmd');
    if (!command || !getSelection()?.isCollapsed) return;
    choose(command.closest('.code'), command.classList.contains('is-chosen') ? undefined : command);
  });
  prose.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLPreElement) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const block = target.closest('.code');
    const commands = [...(block?.querySelectorAll('.cmd') ?? [])];
    if (!commands.length) return;
    const at = commands.findIndex((one) => one.classList.contains('is-chosen'));
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) {
      const to = at < 0 ? (step > 0 ? 0 : commands.length - 1) : Math.max(0, Math.min(commands.length - 1, at + step));
      choose(block, commands[to]);
      commands[to].scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      /** @type {HTMLElement | null | undefined} */
      const button = block?.querySelector('.kb-copy');
      button?.click();
    } else if (event.key === 'Escape' && at >= 0) {
      choose(block);
    } else {
      return;
    }
    event.preventDefault();
  });
})();
