// Keeps the fragments of an open page fresh: elements with an id and data-live-fragment.
// <body data-live="…"> is the address of the event stream. Its token names the topics, and an event is called like its
// topic: it says only that something changed, and the page reads itself again under its own rights. "beat" says that
// nothing has, "over" that the token has run out; a fresh page brings a fresh one. Without a stream the page asks by itself.
const body = document.body;
const poll = 1000 * (Number(body.dataset.livePoll) || 10);
const stale = 1000 * (Number(body.dataset.liveStale) || 30);
const silence = 25000;
const find = (name) => document.querySelector(`[data-live-${name}]`);
let address = body.dataset.live;
let source;
let connected = false;
let last = Date.now();
let waiting = null;
let reading = false;
let again = false;

const edited = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked;
const busy = (element) => [...element.querySelectorAll("input:not([type=hidden]), textarea")].some(edited)
  || (element.contains(document.activeElement) && document.activeElement.matches("input, textarea, select, summary"));

function replace(fresh) {
  for (const old of document.querySelectorAll("[data-live-fragment]")) {
    const now = fresh.getElementById(old.id);
    if (!now || old.isEqualNode(now)) continue;
    if (busy(old)) continue;
    const focused = document.activeElement && old.contains(document.activeElement) ? document.activeElement : null;
    const href = focused && focused.getAttribute("href");
    const scrolled = [...old.querySelectorAll("[data-rows]")].map((list) => list.scrollTop);
    const open = [...old.querySelectorAll("details")].map((details) => details.open);
    old.replaceWith(document.importNode(now, true));
    const placed = document.getElementById(old.id);
    placed.querySelectorAll("[data-rows]").forEach((list, place) => { list.scrollTop = scrolled[place] || 0; });
    placed.querySelectorAll("details").forEach((details, place) => { details.open = open[place] || details.open; });
    if (href) placed.querySelector(`[href="${CSS.escape(href)}"]`)?.focus();
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
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace(fresh);
      address = fresh.body.dataset.live || address;
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

function topics() {
  const [content] = new URL(address, location).searchParams.get("token").split(".");
  return JSON.parse(atob(content.replaceAll("-", "+").replaceAll("_", "/")))[0];
}

// With a fresh token: after the old one ran out, or was refused.
function renew() {
  state(false);
  source.close();
  setTimeout(async () => { await refresh(); listen(); }, 300 + Math.random() * 2000);
}

function listen() {
  source = new EventSource(address);
  source.addEventListener("open", () => { state(true); last = Date.now(); });
  for (const name of [...topics(), "resync"]) source.addEventListener(name, soon);
  source.addEventListener("beat", () => { last = Date.now(); });
  source.addEventListener("over", renew);
  source.addEventListener("error", () => {
    state(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(renew, poll);
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
setInterval(() => { if (!connected || Date.now() - last > silence) refresh(); }, poll);
setInterval(age, 1000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
addEventListener("online", soon);
