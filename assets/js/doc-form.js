// The form of the menu Share that makes links for documentation: what stands in its
// fields, and that it stands there for one token only.

import { whenCleared } from "./boxes.js";

/** @template T @param {string} id @returns {T} */
const find = (id) => /** @type {any} */ (document.getElementById(id));

/** @type {HTMLInputElement} */
const focus = find("doc-focus");
/** @type {HTMLInputElement} */
const note = find("doc-note");
/** @type {HTMLInputElement} */
const clock = find("doc-clock");
/** @type {HTMLSelectElement} */
const language = find("doc-language");

/** The token that the fields are about. */
let about = "";

function reset() {
  about = focus.value = note.value = "";
  language.selectedIndex = 0;
  find("doc-form").open = false;
}
whenCleared(reset);
addEventListener("pagehide", reset);

/** The menu shows what can be done with a token. @param {string} token */
export function docFor(token) {
  if (token === about) return;
  reset();
  about = token;
  clock.checked = find("doc-about").hasAttribute("data-expires");
}

/** What the link is to say. */
export function docFields() {
  const { words, badge = "" } = language.selectedOptions[0].dataset;
  return {
    focus: focus.value,
    note: note.value,
    fixed: clock.checked ? "at" : "",
    lang: language.value,
    words,
    badge: new URL(badge, location.href).href,
  };
}
