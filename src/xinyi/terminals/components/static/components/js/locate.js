// A button with data-locate asks the device where it is and fills the hidden fields latitude, longitude and accuracy
// of its form. It appears only where the device can tell.
function fill(form, position) {
  const { latitude, longitude, accuracy } = position.coords;
  const values = { latitude: latitude.toFixed(6), longitude: longitude.toFixed(6), accuracy: Math.round(accuracy) };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
}

function ask(button) {
  const words = button.querySelector("span") || button;
  words.textContent = button.dataset.asking || words.textContent;
  navigator.geolocation.getCurrentPosition(
    (position) => {
      fill(button.form, position);
      words.textContent = button.dataset.found || words.textContent;
    },
    () => { words.textContent = button.dataset.failed || words.textContent; },
    { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 },
  );
}

if ("geolocation" in navigator && isSecureContext) {
  document.querySelectorAll("[data-locate]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => ask(button));
  });
}
