// Sets the theme before the first paint, and switches it: system, light, dark.
// Blocking, so it does nothing else.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "kb-theme";
  const themes = ["system", "light", "dark"];
  const next = { system: "light", light: "dark", dark: "system" };
  let theme = "system";

  // Storage is denied in some private windows: the theme then lasts for the page.
  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const store = () => {
    try {
      localStorage.setItem(key, theme);
    } catch {}
  };
  const apply = (wanted) => {
    theme = themes.includes(wanted) ? wanted : "system";
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const label = `Theme: ${theme}. Switch to ${next[theme]}`;
      button.setAttribute("aria-label", label);
      button.title = label;
    }
  };

  root.classList.add("js");
  apply(stored());
  document.addEventListener("DOMContentLoaded", () => apply(theme));
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-switch]")) return;
    apply(next[theme]);
    store();
  });
  // Other tabs follow.
  addEventListener("storage", (event) => {
    if (event.key === key) apply(event.newValue);
  });
})();
