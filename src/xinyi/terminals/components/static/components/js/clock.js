// <x-clock until="…"> counts down, <x-clock since="…"> counts up, <x-clock look="wall"> tells the time.
// The server's words stand inside; without this script they stay as they were when the page was sent.
const pad = (number) => String(number).padStart(2, "0");

function parts(seconds, units, withSeconds) {
  const [day, hour, minute, second] = units;
  if (seconds >= 86400) return [[Math.floor(seconds / 86400), day], [Math.floor((seconds % 86400) / 3600), hour]];
  const found = seconds >= 3600 ? [[Math.floor(seconds / 3600), hour]] : [];
  if (seconds >= 60) found.push([Math.floor((seconds % 3600) / 60), minute]);
  if (withSeconds || seconds < 60) found.push([seconds % 60, second]);
  return found;
}

function digits(seconds) {
  const hours = Math.floor(seconds / 3600);
  const tail = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return hours ? `${hours}:${tail}` : tail;
}

class Clock extends HTMLElement {
  connectedCallback() {
    this.look = this.getAttribute("look") || "words";
    const instant = this.getAttribute("until") || this.getAttribute("since");
    this.instant = instant ? Date.parse(instant) : NaN;
    this.units = (this.getAttribute("units") || "").split(",");
    const often = this.look === "wall" || this.look === "digits" || this.look === "big-seconds";
    this.timer = setInterval(() => this.show(), often ? 1000 : 15000);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    if (this.look === "wall") {
      const now = new Date();
      this.textContent = `${pad(now.getHours())}:${pad(now.getMinutes())}:${pad(now.getSeconds())}`;
      return;
    }
    if (Number.isNaN(this.instant)) return;
    const seconds = Math.abs(Math.round((this.instant - Date.now()) / 1000));
    if (this.look === "digits") {
      this.textContent = digits(seconds);
    } else if (this.look.startsWith("big")) {
      this.replaceChildren(...parts(seconds, this.units, this.look === "big-seconds").flatMap(([number, unit]) => {
        const small = document.createElement("small");
        small.textContent = unit;
        return [String(number), small];
      }));
    } else {
      this.textContent = parts(seconds, this.units, false).map((part) => part.join(" ")).join(" ");
    }
  }
}

customElements.define("x-clock", Clock);
