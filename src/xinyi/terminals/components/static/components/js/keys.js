// Keys of the console: J and K walk the rows, Enter opens one, elements with data-key answer to theirs, ? lists them all.
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-rows] a")];

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const current = here >= 0 ? here : all.findIndex((row) => row.hasAttribute("aria-current"));
  const next = all[Math.min(all.length - 1, Math.max(0, current + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function list() {
  const dialog = document.getElementById("keys");
  if (!dialog || !dialog.showModal) return;
  const words = [...document.querySelectorAll(".keys span")].filter((span) => span.querySelector("kbd"));
  dialog.querySelector("[data-key-list]").replaceChildren(...words.flatMap((span) => {
    const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
    const keys = [...span.querySelectorAll("kbd")];
    keys.forEach((key) => term.append(key.cloneNode(true), " "));
    meaning.textContent = span.textContent.slice(keys.map((key) => key.textContent).join("").length);
    return [term, meaning];
  }));
  dialog.showModal();
}

function press(key) {
  const target = [...document.querySelectorAll("[data-key]")]
    .find((element) => element.dataset.key === key && !element.disabled && element.offsetParent !== null);
  if (!target) return false;
  if (typing(target)) target.focus();
  else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") walk(key === "j" ? 1 : -1);
  else if (key === "?") list();
  else if (key === "enter" && event.target.matches("a, button, summary, label")) return;
  else if (!press(key)) return;
  event.preventDefault();
});
