/* The desk's single-letter shortcuts. Off until a person switches them on (WCAG 2.1.4); the help dialog works anyway. */
(() => {
  const help = document.getElementById("shortcuts");
  document.querySelectorAll("[data-opens='shortcuts']").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  });
  if (!help || help.dataset.on !== "yes") return;

  const typing = (element) =>
    element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !/^(checkbox|radio|button|submit)$/.test(element.type);
  const rows = () => [...document.querySelectorAll(".queue tbody tr")];
  const current = () => rows().findIndex((row) => row.contains(document.activeElement));

  const step = (by) => {
    const list = rows();
    if (!list.length) return;
    const at = current();
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
    list[next].querySelector("a.title").focus();
  };
  const press = (key) => {
    const target = document.querySelector(`[data-key="${key}"]`);
    if (!target) return false;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) target.focus();
    else target.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "?") help.showModal();
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (!/^[a-z]$/.test(key) || !press(key)) return;
    event.preventDefault();
  });
})();
