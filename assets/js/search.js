// The control that offers to try a long list of secrets, and what comes of it. The
// worker does the work; the engine says whether there is a secret to look for and
// whether it is known by now.

import { tell } from "./announce.js";
import { encoding, key } from "./boxes.js";
import { words, write } from "./words.js";

/** @typedef {import("./engine.js").Search} Search */
/** @typedef {{secret: string, encoding: string}} Guess */

/** @template {HTMLElement} T @param {string} id @returns {T} */
const find = (id) => /** @type {any} */ (document.getElementById(id));

const control = find("search");
const bar = /** @type {HTMLProgressElement} */ (find("search-progress"));
const status = find("search-status");
const start = find("search-start");
const cancel = find("search-cancel");
const use = find("search-use");

const number = new Intl.NumberFormat(document.documentElement.lang || "en");

/** How the search stands. @type {"idle" | "loading" | "running" | "none" | "failed"} */
let progress = "idle";
/** The secret, when everybody can find it. @type {Guess | null} */
let guess = null;
let spoken = 0; // quarters of the list that a screen reader has heard of

/** @param {Record<string, string>} [values] for the placeholders of the words */
function draw(values) {
  const state = guess ? "found" : progress;
  const begins = control.dataset.state !== state;
  const focused = document.activeElement;
  const held = control.contains(focused);
  control.dataset.state = state;
  for (const part of control.querySelectorAll("[data-in]")) {
    /** @type {HTMLElement} */ (part).hidden = !part.getAttribute("data-in")?.split(" ").includes(state);
  }
  const text = words(control, state, values);
  write(status, text);
  // The button that was pressed may be gone: the keyboard goes on with the next.
  if (held && focused?.closest("[hidden]")) [cancel, use, start].find((button) => !button.hidden)?.focus();
  if (begins && text && (held || state === "none")) tell(text);
}

/** @param {Search} search how the search goes */
export function showSearch({ state, tried = 0, total = 0 }) {
  progress = state === "stopped" || state === "found" ? "idle" : state;
  if (progress === "running") {
    bar.max = total;
    bar.value = tried;
    const values = { tried: number.format(tried), total: number.format(total) };
    draw(values);
    const quarters = Math.floor((tried / total) * 4);
    if (quarters > spoken) tell(words(control, "running", values));
    spoken = quarters;
    return;
  }
  if (progress === "loading") spoken = 0;
  bar.removeAttribute("value"); // how long loading takes is unknown
  draw();
}

/** After each answer of the engine.
 * @param {Guess | null | undefined} found the secret, when everybody can find it
 * @param {boolean} missing there is a secret to look for */
export function showGuess(found, missing) {
  guess = found ?? null;
  control.hidden = !guess && !missing;
  if (control.dataset.state !== (guess ? "found" : progress)) draw();
}

/** The engine is gone, and the search with it. */
export function abandonSearch() {
  progress = "idle";
  showGuess(null, false);
}

/** Starts listening. @param {(type: "search" | "cancel") => void} ask */
export function watchSearch(ask) {
  start.addEventListener("click", () => ask("search"));
  cancel.addEventListener("click", () => ask("cancel"));
  use.addEventListener("click", () => {
    if (!guess) return;
    key.value = guess.secret;
    encoding.value = guess.encoding;
    key.dispatchEvent(new Event("input", { bubbles: true }));
    key.focus();
  });
}
