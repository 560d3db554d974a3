// Changes the text of an editor as typing would, so that the browser's own undo
// takes the change back. document.execCommand("insertText") is deprecated on paper,
// and is the only way: setRangeText and value empty the browser's undo history.

import { difference } from "./underlay.js";

/** @param {string} text @param {number} at */
const halfway = (text, at) => (text.charCodeAt(at) & 0xfc00) === 0xdc00; // between the halves of a surrogate pair

/**
 * Makes the text of an editor another one. The focus stays where it is.
 * @param {HTMLTextAreaElement} editor
 * @param {string} wanted
 */
export function rewrite(editor, wanted) {
  const text = wanted.replace(/\r\n?/g, "\n"); // as text areas have it
  const before = editor.value;
  if (before === text) return;
  let { at, removed, inserted } = difference(before, text);
  if (halfway(before, at) || halfway(text, at)) {
    at--;
    removed++;
    inserted = text.charAt(at) + inserted;
  }
  if (halfway(before, at + removed)) {
    inserted += before.charAt(at + removed);
    removed++;
  }
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  editor.focus({ preventScroll: true });
  editor.setSelectionRange(at, at + removed);
  document.execCommand(inserted ? "insertText" : "delete", false, inserted);
  if (editor.value !== text) {
    editor.value = text; // a browser without the command: the text is right, and undo is lost
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (focused !== editor) focused?.focus({ preventScroll: true });
}
