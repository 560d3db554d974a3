// Links that carry a token in the fragment. The fragment is read once and leaves
// the address bar, and so the history, before anything is done with it.

import { fill, token } from "./boxes.js";
import { press } from "./evidence.js";
import { expect } from "./expect.js";
import { findToken } from "./find.js";
import { sayAll } from "./status.js";

/** Takes the fragment out of the address; "" when it names a place in the page. */
function take() {
  const fragment = location.hash.slice(1);
  if (!fragment || document.getElementById(fragment)) return "";
  history.replaceState(history.state, "", location.pathname + location.search);
  return fragment;
}

/** What a link says beside its token, and which token that is.
 * @typedef {{focus: string, note: string, token: string, clock: boolean}} Beside */
/** @type {Beside | null} */
let beside = null;
/** The mark is still to be made. */
let unmarked = false;
/** A link that waits for its example. @type {any} */
let awaited = null;

/** What the engine is to show beside the token. */
export const besideToken = () => beside && { focus: beside.focus, note: beside.note };

/** @type {{ask(fragment: string): void, example(name: string, now: number): void, look(): void}} */
let engine;

/** Drops what a link said about a token, and the clock that it set, when another
 * token stands in the box. */
export function dropLink() {
  if (!beside || beside.token === token.value) return;
  const { clock } = beside;
  beside = null;
  if (clock) expect({ at: "" });
}

/** Starts listening. @param {typeof engine} asks */
export function watchLinks(asks) {
  engine = asks;
  const read = () => {
    const fragment = take();
    if (!fragment) return;
    const rest = fragment.split("&").filter((part) => !/^(expect\.|focus=|note=|at=|sample=)/.test(part)).join("&");
    const likely = findToken(rest.replace(/^.*?(?=eyJ)/, ""));
    if (likely) fill({ token: likely }); // at once; the engine then reads the whole link
    engine.ask(fragment);
  };
  addEventListener("hashchange", read);
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("#link-clock, #link-close");
    if (!button) return;
    token.focus({ preventScroll: true });
    if (button.id === "link-clock") {
      if (beside) beside.clock = false;
      expect({ at: "" });
    } else {
      beside = null;
      engine.look();
    }
  });
  read();
}

/** Marks what the link points at, once the page shows it. */
export function pointAtFocus() {
  const button = /** @type {HTMLElement | null} */ (document.querySelector("#link-note [data-show]"));
  if (!unmarked || !button) return;
  unmarked = false;
  if (button.ariaPressed !== "true") press(button);
}

/** @param {any} link */
function showBeside(link) {
  const clock = Boolean(link.expect?.at);
  if (link.expect) expect(link.expect);
  if (!link.token && !link.sample || !link.focus && !link.note && !clock) return;
  beside = { focus: link.focus, note: link.note, token: token.value, clock };
  unmarked = Boolean(link.focus);
  engine.look();
}

/** An example has come, perhaps one that a link asked for. @param {() => void} show */
export function exampleCame(show) {
  show();
  if (awaited) showBeside(awaited);
  awaited = null;
}

/** Shows what the engine read in a link.
 * @param {{found: boolean, token: string, key: string, ignored: boolean, seen: boolean, expect: Record<string, string> | null,
 *   sample: string, unknown: boolean, clock: number, focus: string, note: string}} link */
export function showLink(link) {
  awaited = null;
  if (link.token && link.token !== token.value || link.key) {
    fill({ token: link.token || undefined, ...(link.key && { key: link.key, encoding: "auto" }) });
  }
  if (link.sample) {
    awaited = link;
    engine.example(link.sample, link.clock || Date.now());
  } else showBeside(link);
  sayAll([link.seen ? "seen" : "", link.ignored ? "ignored" : "", link.unknown ? "no-sample" : ""].filter(Boolean));
}
