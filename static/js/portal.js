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

  /* The session: a warning five minutes before its end, one key to stay, and the way back to the same field. */
  const dialog = document.getElementById("session-end");
  const WARNING = 300;
  let field = "";
  document.addEventListener("focusin", (event) => {
    if (event.target.closest("main") && event.target.id) field = event.target.id;
  });
  const ended = () => {
    dialog.querySelector("[data-stay]").hidden = true;
    dialog.querySelector("[data-ended]").hidden = false;
    const link = dialog.querySelector("[data-sign-in]");
    const here = location.pathname + location.search + (field ? `#${field}` : "");
    link.href = `${link.pathname}?next=${encodeURIComponent(here)}`;
    if (!dialog.open) dialog.showModal();
    link.focus();
  };
  const ask = async (options) => {
    const answer = await fetch(dialog.querySelector("form").action, { redirect: "manual", ...options });
    return answer.ok ? (await answer.json()).left : 0;
  };
  const wait = (left) => {
    if (left <= WARNING && !dialog.open) dialog.showModal();
    setTimeout(async () => {
      try {
        const now = await ask({});
        if (now > 0) wait(now);
        else ended();
      } catch {
        wait(left);
      }
    }, 1000 * Math.max(1, left > WARNING ? left - WARNING : left));
  };
  if (dialog && Number(dialog.dataset.left) > 0) {
    wait(Number(dialog.dataset.left));
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      dialog.close();
      if (event.submitter && event.submitter.hasAttribute("data-later")) return;
      const left = await ask({ method: "POST", body: new FormData(event.target) });
      if (left <= 0) ended();
    });
  }
  if (dialog) document.addEventListener("session-ended", ended);
  const wanted = location.hash && document.getElementById(location.hash.slice(1));
  if (wanted && wanted.matches("main input, main select, main textarea")) wanted.focus();

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
