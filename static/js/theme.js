/* The desk's colours follow the same cookie as the portal's; read in the head so that nothing flashes. */
(() => {
  "use strict";
  const root = document.documentElement;
  const chosen = () => (/(?:^|; )theme=(light|dark)/.exec(document.cookie) || [])[1] || "auto";
  const next = { auto: "light", light: "dark", dark: "auto" };
  root.dataset.theme = chosen();
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".theme-toggle")) return;
    root.dataset.theme = next[chosen()];
    const value = root.dataset.theme === "auto" ? "system" : root.dataset.theme;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
  });
})();
