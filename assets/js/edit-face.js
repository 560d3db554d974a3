// What edit mode looks like: the editors, the band above them and the button.

import { token } from "./boxes.js";
import { words, write } from "./words.js";

/** @typedef {{token: string, same: boolean, status: string, fault: boolean, part: string, words: string, alg: string, enc: string, slow: boolean, later: boolean}} Built */

/** @template {HTMLElement} T @param {string} id @returns {T} */
const find = (id) => /** @type {any} */ (document.getElementById(id));

export const button = find("edit");
/** @type {HTMLTextAreaElement} */
export const header = find("header-editor");
/** @type {HTMLTextAreaElement} */
export const payload = find("payload-editor");
/** As typed, or compact. @type {HTMLSelectElement} */
export const writing = find("edit-writing");
export const restoreButton = find("restore");

const page = document.querySelector(".inspector");
const bar = find("edit-bar");
const status = find("edit-status");
const plain = find("edit-plain");
const restoring = find("restore-note");
const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".edit-card")]);
/** @type {HTMLSelectElement} */
const alg = find("edit-alg");
/** @type {HTMLSelectElement} */
const enc = find("edit-enc");

/** The words of the mode. @param {"entered" | "left" | "ended"} name */
export const modeWords = (name) => words(bar, name);

/** Shows the editors instead of the panels, or the other way round. @param {boolean} on */
export function showEditors(on) {
  page?.toggleAttribute("data-editing", on);
  button.ariaPressed = String(on);
  token.readOnly = on;
  for (const part of [bar, ...cards]) part.hidden = !on;
  if (on) return;
  showWords({ status: "", fault: false, part: "", words: "", alg: "", enc: "" });
}

/** Shows what the engine says about what is written. @param {Pick<Built, "status" | "fault" | "part" | "words" | "alg" | "enc">} built */
export function showWords(built) {
  write(status, built.status);
  status.dataset.state = built.fault ? "fault" : "";
  for (const editor of [header, payload]) mark(editor, editor.id === `${built.part}-editor` ? built.words : "");
  alg.value = built.alg;
  enc.value = built.enc;
  enc.hidden = built.enc === "";
}

/** @param {HTMLTextAreaElement} editor @param {string} fault */
function mark(editor, fault) {
  const note = find(`${editor.id}-note`);
  note.hidden = fault === "";
  write(note, fault);
  editor.ariaInvalid = fault ? "true" : null;
}

/** @param {boolean} on the payload is no JSON */
export const showPlain = (on) => (plain.hidden = !on);

/** @param {boolean} on the pasted token is offered */
export const offerRestore = (on) => (restoring.hidden = !on);

/** Why the token cannot be edited, in the engine's words; "" when it can. */
export function lockedBy() {
  const note = document.getElementById("edit-locked"); // a section: another element after each answer
  return note && !note.hidden ? note.textContent ?? "" : "";
}
