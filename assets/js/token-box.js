// Brings text into the token box by other ways than typing: pasting anywhere on
// the page, and dropping a file. Keeps too long a text away from the engine.

import { clear, fill, limit, token, tooLong } from "./boxes.js";
import { quiet, say } from "./status.js";

/** Is this a place that takes pasted text itself? @param {EventTarget | null} target */
const takesText = (target) => target instanceof Element && target.closest("textarea, input:not([type=checkbox]), [contenteditable]") !== null;

/** @param {ClipboardEvent} event */
function pasteAnywhere(event) {
  if (takesText(event.target)) return;
  const text = event.clipboardData?.getData("text/plain");
  if (!text) return;
  event.preventDefault();
  fill({ token: text });
  token.focus();
}

/** @param {DragEvent} event */
const brings = (event) => ["Files", "text/plain"].some((type) => event.dataTransfer?.types.includes(type));

/** Without this the browser would leave the page to show a dropped file.
 * @param {DragEvent} event */
function dragOver(event) {
  if (!brings(event) || takesText(event.target) && !event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
}

/** @param {DragEvent} event */
async function drop(event) {
  const data = event.dataTransfer;
  const file = data?.files[0];
  if (!data || !file && takesText(event.target)) return;
  event.preventDefault();
  const text = file ? await read(file) : data.getData("text/plain");
  if (text) fill({ token: text });
}

/** The text of a file; "" when there is none to read, which is then said.
 * @param {File} file */
async function read(file) {
  quiet("too-long", "not-text");
  if (file.size > limit) {
    say("too-long", {}, token);
    return "";
  }
  const text = await file.text().catch(() => "\0");
  if (!text.includes("\0")) return text;
  say("not-text", {}, token);
  return "";
}

/** A text for the engine: a too long one is none, and the page says why.
 * @param {HTMLTextAreaElement} box @returns {string} */
export function within(box) {
  if (!tooLong(box.value)) return box.value;
  say("too-long", {}, box);
  return "";
}

/** Starts listening. */
export function watchTokenBox() {
  document.addEventListener("paste", pasteAnywhere);
  document.addEventListener("dragover", dragOver);
  document.addEventListener("drop", drop);
  document.getElementById("clear")?.addEventListener("click", () => {
    clear();
    token.focus();
  });
}
