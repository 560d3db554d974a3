// Keeps the coloured copy behind the token box equal to its text on every key
// stroke, without waiting for the engine, which then colours it anew.

import { token } from "./boxes.js";
import { touch } from "./sections.js";

const longestPatch = 64; // UTF-16 units; a longer change is a paste, and no old colour fits it

/** The text that the underlay shows. */
let shown = token.value;

const underlay = () => document.getElementById("underlay");

/** Says that the engine has just coloured what the box holds. */
export function colored() {
  shown = token.value;
}

/** Brings the underlay up to the text of the box. */
export function follow() {
  const copy = underlay();
  const text = token.value;
  const before = shown;
  shown = text;
  if (!copy?.firstChild || text === before) return;
  touch("underlay");
  const change = difference(before, text);
  const patched = change.inserted.length <= longestPatch && change.removed <= longestPatch && splice(copy, change);
  if (!patched) copy.replaceChildren(); // the box shows its own text meanwhile
}

/** @typedef {{at: number, removed: number, inserted: string}} Change */

/** The one run in which two texts differ. @param {string} from @param {string} to @returns {Change} */
export function difference(from, to) {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end++;
  return { at: start, removed: from.length - end - start, inserted: to.slice(start, to.length - end) };
}

/** Changes one text node; false when the change does not lie in one.
 * @param {Element} copy @param {Change} change @returns {boolean} */
function splice(copy, { at, removed, inserted }) {
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  let start = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = /** @type {Text} */ (node);
    const end = start + text.length;
    if (at <= end) {
      if (at + removed > end) return false;
      text.replaceData(at - start, removed, inserted);
      return true;
    }
    start = end;
  }
  return false;
}

// A browser may have brought back a text that the served underlay does not show.
if (underlay()?.textContent !== shown) underlay()?.replaceChildren();
