// Keeps the fragments of an open page fresh: elements with an id and data-live-fragment.
// <body data-live="…"> is the address of the event stream, token included. An event says only that something
// changed; the page then reads itself again under its own rights. Without a stream it asks every ten seconds.
const body = document.body;
const poll = 1000 * (Number(body.dataset.livePoll) || 10);
const stale = 1000 * (Number(body.dataset.liveStale) || 30);
const find = (name) => document.querySelector(`[data-live-${name}]`);
let source;
let connected = false;
let last = Date.now();
let waiting = null;
let reading = false;
let again = false;

const busy = (element) => element.contains(document.activeElement)
  && document.activeElement.matches("input, textarea, select, summary, [contenteditable]");

function replace(fresh) {
  for (const old of document.querySelectorAll("[data-live-fragment]")) {
    const now = fresh.getElementById(old.id);
    if (!now || old.isEqualNode(now)) continue;
    if (busy(old)) continue;
    const focused = document.activeElement && old.contains(document.activeElement) ? document.activeElement : null;
    const address = focused && focused.getAttribute("href");
    const scrolled = [...old.querySelectorAll("[data-rows]")].map((list) => list.scrollTop);
    old.replaceWith(document.importNode(now, true));
    const placed = document.getElementById(old.id);
    placed.querySelectorAll("[data-rows]").forEach((list, place) => { list.scrollTop = scrolled[place] || 0; });
    if (address) placed.querySelector(`[href="${CSS.escape(address)}"]`)?.focus();
    placed.dispatchEvent(new CustomEvent("live:replaced", { bubbles: true }));
  }
}

async function refresh() {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  try {
    const answer = await fetch(location.href, { headers: { "X-Fragments": "1" }, credentials: "same-origin" });
    if (answer.ok && !answer.redirected) {
      replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
      last = Date.now();
    }
  } catch {
    // Not reachable: the stale mark says so, the next round asks again.
  } finally {
    reading = false;
  }
  if (again) {
    again = false;
    soon();
  }
}

// Several events in one moment are one reading; it starts at once and the next waits its turn.
function soon() {
  if (waiting) return;
  waiting = setTimeout(() => { waiting = null; refresh(); }, 150);
}

function state(on) {
  connected = on;
  const mark = find("state");
  if (mark) {
    mark.textContent = on ? mark.dataset.liveOn : mark.dataset.liveOff;
    mark.classList.toggle("lost", !on);
  }
}

function listen() {
  source = new EventSource(body.dataset.live);
  source.addEventListener("open", () => { if (!connected) soon(); state(true); });
  source.addEventListener("message", soon);
  source.addEventListener("changed", soon);
  source.addEventListener("resync", soon);
  source.addEventListener("ping", () => { last = Date.now(); });
  source.addEventListener("error", () => {
    state(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, poll);
  });
}

function age() {
  const old = Date.now() - last;
  const words = find("age");
  if (words) {
    const seconds = Math.round(old / 1000);
    words.textContent = seconds < 3 ? words.dataset.liveNow : words.dataset.liveAgo.replace("%n", seconds);
    words.classList.toggle("lost", old >= stale);
  }
  const banner = find("stale-banner");
  if (banner) {
    banner.hidden = old < stale;
    const at = find("stale-at");
    if (at && old >= stale) at.textContent = new Date(last).toTimeString().slice(0, 8);
  }
}

listen();
setInterval(() => { if (!connected || Date.now() - last > poll) refresh(); }, poll);
setInterval(age, 1000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
addEventListener("online", soon);
