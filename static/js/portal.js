/* Comfort only: each page works without this file. */
(() => {
  "use strict";
  const root = document.documentElement;

  const chosen = () => (/(?:^|; )theme=(light|dark)/.exec(document.cookie) || [])[1] || "system";
  const showTheme = (theme) => {
    if (theme === "system") root.removeAttribute("data-bs-theme");
    else root.setAttribute("data-bs-theme", theme);
    document.querySelectorAll("[data-theme-choice] button").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === theme));
    });
  };
  document.querySelectorAll("[data-theme-choice]").forEach((group) => {
    group.hidden = false;
    group.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `theme=${button.value}; path=/; max-age=31536000; samesite=lax${secure}`;
      showTheme(button.value);
    });
  });
  showTheme(chosen());

  const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest("details.menu[open]");
    closeMenus();
    if (open) open.querySelector("summary").focus();
  });

  const focusErrors = (scope) => {
    const summary = scope.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  };
  focusErrors(document);
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));

  /* A second press of the same button within five seconds is a double click, not a second wish. */
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.getAttribute("method") !== "post") return;
    const now = Date.now();
    if (now - (sent.get(event.target) || 0) < 5000) event.preventDefault();
    else sent.set(event.target, now);
  });

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
