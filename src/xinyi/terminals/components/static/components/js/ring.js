// While an element with data-ring is on the page, the console rings. A browser plays sound only after a click, so the
// button data-ring-enable stays until it may. The ringing ends when the element is gone: somebody has taken it.
let context = null;
let timer = null;

function tone(frequency, start, length) {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.35, start + 0.02);
  volume.gain.setValueAtTime(0.35, start + length - 0.05);
  volume.gain.linearRampToValueAtTime(0, start + length);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
}

function beat() {
  if (!document.querySelector("[data-ring]")) {
    stop();
    return;
  }
  if (context.state !== "running") return;
  const now = context.currentTime;
  tone(880, now, 0.28);
  tone(660, now + 0.32, 0.28);
}

function stop() {
  clearInterval(timer);
  timer = null;
  document.title = document.title.replace(/^● /, "");
}

function offer() {
  document.querySelectorAll("[data-ring-enable]").forEach((button) => { button.hidden = context.state === "running"; });
}

async function start() {
  if (!document.querySelector("[data-ring]")) return;
  context ??= new AudioContext();
  context.onstatechange = offer;
  if (context.state !== "running") context.resume().catch(() => {});
  offer();
  if (timer) return;
  document.title = `● ${document.title}`;
  timer = setInterval(beat, 1600);
  beat();
}

if ("AudioContext" in window) {
  document.addEventListener("click", () => { if (context && context.state !== "running") context.resume(); });
  document.addEventListener("live:replaced", start);
  start();
}
