// A form is sent once: a second click on the button does nothing until the page answers or is shown again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get" || form.method === "dialog") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
});

addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  document.querySelectorAll("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
});
