// Breaks the token in the box, and points out the finding that this provokes.
// The browser's undo brings the token back.

import { fill, token } from "./boxes.js";
import { keepDemoKey } from "./examples.js";
import { expect, expectations } from "./expect.js";
import { watchMenu } from "./menu.js";
import { quiet, say } from "./status.js";

const menu = document.getElementById("break");

/** The id of the rule to point out with the next answer, "" for the verdict on
 * what is expected. @type {string | null} */
let provoked = null;
let inserting = false;

/** Puts a text into the token box as if it were pasted over everything there.
 * @param {string} text */
function insert(text) {
  inserting = true;
  token.focus({ preventScroll: true });
  token.select();
  if (!document.execCommand("insertText", false, text)) fill({ token: text });
  inserting = false;
  // On a touch screen the focus would bring up a keyboard over the finding.
  if (matchMedia("(pointer: coarse)").matches) token.blur();
}

/** @param {{token: string, rule: string, says: string, expect?: Record<string, string>}} answer
 * without a token it says why there is none */
export function showBroken(answer) {
  if (answer.token) {
    provoked = answer.rule;
    if (answer.expect && !Object.values(expectations()).some(Boolean)) expect(answer.expect);
    keepDemoKey(answer.token);
    insert(answer.token);
  }
  say("broken", { text: answer.says }, menu);
}

/** The page shows what the engine says about the token. */
export function pointOut() {
  if (provoked === null) return;
  const finding = provoked && document.querySelector(`#findings .finding[data-rule="${CSS.escape(provoked)}"]`);
  // Without a key nobody can find that a signature is wrong.
  const place = finding || document.getElementById(provoked ? "verdict-signature" : "verdict-expectations");
  provoked = null;
  if (!(place instanceof HTMLElement)) return;
  place.closest("details")?.setAttribute("open", "");
  place.dataset.provoked = "";
  place.scrollIntoView({ block: "nearest" });
}

/** Starts listening. @param {(name: string) => boolean} ask is told the name of the break;
 * false when there is no engine, and the form goes to the server */
export function watchBreaks(ask) {
  watchMenu("break", "break", ask);
  token.addEventListener("input", () => {
    if (inserting) return;
    provoked = null;
    quiet("broken");
  });
}
