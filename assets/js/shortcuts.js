// Ctrl or Command with "/" goes to the token box; Escape twice within a second
// empties both boxes. Neither is a printable character alone (WCAG 2.1.4).

import { clear, token } from "./boxes.js";

const twice = 1000; // ms
let escaped = -twice;

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.isComposing || event.repeat) return; // the keys belong to the input method
  if (event.key === "/" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault();
    token.focus();
    token.select();
  } else if (event.key !== "Escape") {
    escaped = -twice;
  } else if (event.timeStamp - escaped <= twice) {
    escaped = -twice;
    clear();
    token.focus();
  } else escaped = event.timeStamp;
}

/** Starts listening. */
export function watchShortcuts() {
  document.addEventListener("keydown", press);
}
