// Keeps what was typed: <form data-draft="report"> is saved in this browser while one types, put back when the form
// is empty, and forgotten when a page with <… data-draft-done="report"> (the receipt) is shown.
const key = (name) => `draft:${name}`;

function texts(form) {
  return [...form.elements].filter((field) => field.matches("textarea, input[type=text]") && field.name);
}

function save(form) {
  const kept = Object.fromEntries(texts(form).map((field) => [field.name, field.value]));
  const empty = Object.values(kept).every((value) => !value.trim());
  if (empty) localStorage.removeItem(key(form.dataset.draft));
  else localStorage.setItem(key(form.dataset.draft), JSON.stringify(kept));
}

function restore(form) {
  const kept = JSON.parse(localStorage.getItem(key(form.dataset.draft)) || "{}");
  for (const field of texts(form)) {
    if (!field.value && typeof kept[field.name] === "string") field.value = kept[field.name];
  }
}

try {
  document.querySelectorAll("[data-draft-done]").forEach((mark) => localStorage.removeItem(key(mark.dataset.draftDone)));
  document.querySelectorAll("form[data-draft]").forEach((form) => {
    restore(form);
    form.addEventListener("input", () => save(form));
  });
} catch {
  // Storage is refused in this browser: the form works as it is.
}
