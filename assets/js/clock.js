// Times: the reader's local time beside every UTC time, and a new look at the
// token when something that depends on the time goes stale.

/** @type {Intl.DateTimeFormat | undefined} made when first needed: that takes a while */
let format;

/** Writes the local time after each UTC time. Where local time is UTC there is nothing to add.
 * @param {Element} root */
export function localize(root) {
  for (const time of root.querySelectorAll("time[data-local]")) {
    const date = new Date(Number(time.getAttribute("data-unix")) * 1000);
    if (Number.isNaN(date.getTime()) || date.getTimezoneOffset() === 0) continue;
    format ??= new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "medium", timeStyle: "long" });
    const local = document.createElement("span");
    local.setAttribute("data-local-time", "");
    local.textContent = ` ${format.format(date)}`;
    time.after(local);
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
