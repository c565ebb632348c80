/* Saving while a person types: each page of the form works without this file. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosaved]");
  if (!form) return;
  const status = form.querySelector("#save-status");
  const announcer = form.querySelector("[data-announce]");
  let saving = false;
  let waiting = null;
  let leaving = false;
  let announcedAt = 0;

  /* Readers hear of it at most every ten seconds; the eye sees each change. */
  const announce = () => {
    if (Date.now() - announcedAt < 10000) return;
    announcedAt = Date.now();
    const warnings = document.getElementById("warnings");
    announcer.textContent = [status, warnings].map((part) => part.textContent.trim()).join(" ").trim();
  };
  const tell = (words) => { status.textContent = words; announce(); };

  status.addEventListener("htmx:beforeRequest", (event) => {
    if (leaving) event.preventDefault();
    else saving = true;
  });
  status.addEventListener("htmx:beforeSwap", (event) => {
    const path = new URL(event.detail.xhr.responseURL, location.href).pathname;
    if (path === event.detail.pathInfo.requestPath) return;
    event.detail.shouldSwap = false;
    tell(form.dataset.signedOut);
    document.dispatchEvent(new Event("session-ended"));
  });
  status.addEventListener("htmx:afterSwap", announce);
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach((name) => {
    status.addEventListener(name, () => tell(form.dataset.failed));
  });
  status.addEventListener("htmx:afterRequest", () => {
    saving = false;
    if (!waiting) return;
    const button = waiting;
    waiting = null;
    /* After the swap that brings the new version into the form. */
    setTimeout(() => form.requestSubmit(button), 0);
  });

  /* Who types without a pause is saved every two seconds all the same. */
  let due = 0;
  form.addEventListener("input", () => {
    if (!due) due = setTimeout(() => { due = 0; htmx.trigger(status, "due"); }, 2000);
  });
  status.addEventListener("htmx:beforeRequest", () => {
    clearTimeout(due);
    due = 0;
  });

  /* What is being saved must not meet itself: the page is sent once the answer is here,
     and nothing is saved any more once the page is sent. */
  form.addEventListener("submit", (event) => {
    leaving = !saving;
    if (leaving) return;
    event.preventDefault();
    waiting = event.submitter || form.querySelector("button");
  });
  window.addEventListener("pageshow", () => { leaving = false; });
})();
