// Times: the reader's local time beside every UTC time, and a new look at the
// token when something that depends on the time goes stale.

/** @type {Map<boolean, Intl.DateTimeFormat>} with and without seconds; made when first needed: that takes a while */
const formats = new Map();

/** A local time in the order in which the page writes UTC: 15 Jan 2027, 16:15 GMT+8.
 * @param {Date} date */
function write(date) {
  const seconds = date.getTime() % 60000 !== 0;
  let format = formats.get(seconds);
  if (!format) {
    const lang = document.documentElement.lang || "en";
    format = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, {
      day: "numeric", month: "short", year: "numeric",
      hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined,
      hourCycle: "h23", timeZoneName: "short",
    });
    formats.set(seconds, format);
  }
  return format.format(date);
}

/** Writes the local time after each UTC time. Where local time is UTC there is nothing to add.
 * @param {Element} root */
export function localize(root) {
  for (const time of root.querySelectorAll("time[data-local]")) {
    const date = new Date(Number(time.getAttribute("data-unix")) * 1000);
    if (Number.isNaN(date.getTime()) || date.getTimezoneOffset() === 0) continue;
    const local = document.createElement("span");
    local.setAttribute("data-local-time", "");
    local.textContent = write(date);
    time.after(" ", local);
  }
}

/** Calls back when a time is up, but not while nobody looks. */
export class Refresh {
  #timer = 0;
  #due = 0; // Date.now() when it is up; 0 for never. Unlike a timer it goes on while a laptop sleeps

  /** @param {() => void} look */
  constructor(look) {
    this.look = look;
    document.addEventListener("visibilitychange", () => this.#wait());
  }

  /** Sets the next time. @param {number} ms from now; 0 for never */
  after(ms) {
    this.#due = ms > 0 ? Date.now() + ms : 0;
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#due === 0 || document.hidden) return;
    this.#timer = setTimeout(() => {
      this.#due = 0;
      this.look();
    }, Math.max(0, this.#due - Date.now()));
  }
}
