// Sets the theme and the size of text before the first paint, and switches them:
// system, light, dark; normal, large, larger. Blocking, so it does nothing else.
(() => {
  'use strict';
  const root = document.documentElement;
  const key = 'kb-theme';
  const themes = ['system', 'light', 'dark'];
  const next = { system: 'light', light: 'dark', dark: 'system' };
  let theme = 'system';
  const sizeKey = 'kb-size';
  const sizes = ['normal', 'large', 'larger'];
  let size = 'normal';

  // Storage is denied in some private windows: both then last for the page.
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const store = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {}
  };
  const resize = (wanted) => {
    size = sizes.includes(wanted) ? wanted : 'normal';
    if (size === 'normal') delete root.dataset.size;
    else root.dataset.size = size;
    for (const button of document.querySelectorAll('[data-text-size]')) {
      button.setAttribute('aria-label', `Text size: ${size}`);
      button.title = `Text size: ${size}`;
    }
  };
  const apply = (wanted) => {
    theme = themes.includes(wanted) ? wanted : 'system';
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll('[data-theme-switch]')) {
      const label = `Theme: ${theme}. Switch to ${next[theme]}`;
      button.setAttribute('aria-label', label);
      button.title = label;
    }
  };

  root.classList.add('js');
  apply(stored(key));
  resize(stored(sizeKey));
  document.addEventListener('DOMContentLoaded', () => {
    apply(theme);
    resize(size);
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('[data-theme-switch]')) {
      apply(next[theme]);
      store(key, theme);
    } else if (event.target.closest?.('[data-text-size]')) {
      resize(sizes[(sizes.indexOf(size) + 1) % sizes.length]);
      store(sizeKey, size);
    }
  });
  // Other tabs follow.
  addEventListener('storage', (event) => {
    if (event.key === key) apply(event.newValue);
    if (event.key === sizeKey) resize(event.newValue);
  });
})();
