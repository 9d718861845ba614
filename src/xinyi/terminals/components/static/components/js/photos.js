// Photos are made smaller before they are sent (1600 px, JPEG) and shown below the button.
// If anything fails, the original goes: the server shrinks it too.
const LONGEST = 1600;
const QUALITY = 0.82;

async function shrink(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.type === "image/jpeg" && file.size < 600000) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
}

function preview(input, files) {
  let strip = input.form.querySelector(".chosen");
  if (!strip) {
    strip = document.createElement("ul");
    strip.className = "photos chosen";
    input.closest("label").parentElement.after(strip);
  }
  strip.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
  strip.replaceChildren(...files.map((file) => {
    const item = document.createElement("li");
    const image = document.createElement("img");
    image.className = "p";
    image.alt = file.name;
    image.src = URL.createObjectURL(file);
    item.append(image);
    return item;
  }));
}

function say(input, count) {
  const words = input.closest("label").querySelector("span");
  if (!words || !count) return;
  words.textContent = count === 1 ? input.dataset.one : input.dataset.many.replace("%n", count);
}

async function prepare(input) {
  const chosen = [...input.files];
  const ready = await Promise.all(chosen.map((file) => shrink(file).catch(() => file)));
  try {
    const box = new DataTransfer();
    ready.forEach((file) => box.items.add(file));
    input.files = box.files;
  } catch {
    // This browser does not let a page set files: the originals go.
  }
  preview(input, ready.filter((file) => file.type.startsWith("image/")));
  say(input, chosen.length);
}

document.querySelectorAll("input[data-photos]").forEach((input) => {
  let pending = null;
  input.addEventListener("change", () => { pending = prepare(input).finally(() => { pending = null; }); });
  input.form?.addEventListener("submit", (event) => {
    if (!pending) return;
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    pending.then(() => input.form.requestSubmit(submitter || undefined));
  });
});
