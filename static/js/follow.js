/* What a page says of work under way is brought up to date by itself; once the work has ended, the whole page is. */
(() => {
  const place = document.querySelector("[data-follow]");
  const SECONDS = 3;

  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-follow]");
      if (!now) location.reload();
      else if (now.innerHTML !== place.innerHTML) place.innerHTML = now.innerHTML;
    } catch {
      /* No network, or signed out meanwhile: the page stays as it is, with its link to look by hand. */
    }
  };
  if (place) setInterval(look, SECONDS * 1000);
})();
