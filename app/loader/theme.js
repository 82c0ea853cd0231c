// Sets the theme and the text size before the first paint, and switches them: system,
// light, dark; normal, large, larger. It does nothing else, because it blocks rendering.
(() => {
  'use strict';
  const root = document.documentElement;
  const key = KB.THEME_KEY;
  /** @typedef {'system' | 'light' | 'dark'} Theme */
  /** @type {Record<Theme, Theme>} */
  const next = { system: 'light', light: 'dark', dark: 'system' };
  /** @type {Theme} */
  let theme = 'system';
  const sizeKey = KB.TEXT_SIZE_KEY;
  const sizes = ['normal', 'large', 'larger'];
  let size = 'normal';

  // Some private windows deny storage; both settings then last as long as the page.
  /** @param {string} key */
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  /** @type {(key: string, value: string) => void} */
  const store = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {}
  };
  /** @type {(selector: string, text: string) => void} */
  const label = (selector, text) => {
    /** @type {NodeListOf<HTMLElement>} */
    const buttons = document.querySelectorAll(selector);
    for (const button of buttons) {
      button.setAttribute('aria-label', text);
      button.title = text;
    }
  };
  /** @param {string | null} wanted */
  const resize = (wanted) => {
    size = wanted && sizes.includes(wanted) ? wanted : 'normal';
    if (size === 'normal') delete root.dataset.size;
    else root.dataset.size = size;
    label('[data-text-size]', `Text size: ${size}`);
  };
  /** @param {string | null} wanted */
  const apply = (wanted) => {
    theme = wanted === 'light' || wanted === 'dark' ? wanted : 'system';
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    label('[data-theme-switch]', `Theme: ${theme}. Switch to ${next[theme]}`);
  };

  root.classList.add('js');
  apply(stored(key));
  resize(stored(sizeKey));
  document.addEventListener('DOMContentLoaded', () => {
    apply(theme);
    resize(size);
  });
  document.addEventListener('click', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (target.closest('[data-theme-switch]')) {
      apply(next[theme]);
      store(key, theme);
    } else if (target.closest('[data-text-size]')) {
      resize(sizes[(sizes.indexOf(size) + 1) % sizes.length]);
      store(sizeKey, size);
    }
  });
  // A change in another tab applies here, too.
  addEventListener('storage', (event) => {
    if (event.key === key) apply(event.newValue);
    if (event.key === sizeKey) resize(event.newValue);
  });
})();
