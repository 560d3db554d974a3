// Shows what belongs together: a part of the decoded side marks its characters in
// the token, and the caret or pointer in the token marks its part on the decoded
// side. Offsets in data-at are UTF-16 units of the token box's text: "3-9,12-15".

import { token } from "./boxes.js";

/** @typedef {{start: number, end: number}} Run */

export const panels = "#header [data-at], #payload [data-at], #signature [data-at], #disclosures [data-at], #key-set [data-at]";

/** The browser's registry of highlights; without it the token stays unmarked. */
export const highlights = globalThis.CSS && "highlights" in CSS ? CSS.highlights : undefined;

/** @param {Element} element @returns {Run[]} */
export function runs(element) {
  const at = element.getAttribute("data-at") ?? "";
  return at.split(",").map((run) => {
    const [start, end] = run.split("-").map(Number);
    return { start, end };
  }).filter(({ start, end }) => start < end);
}

/** Ranges of the underlay's text. The runs are in order, and so are the text nodes.
 * @param {Run[]} wanted @returns {Range[]} */
export function ranges(wanted) {
  const underlay = document.getElementById("underlay");
  if (!underlay) return [];
  const found = [];
  const walker = document.createTreeWalker(underlay, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  for (let offset = 0, i = 0; node && i < wanted.length; ) {
    const length = node.nodeValue?.length ?? 0;
    const start = Math.max(wanted[i].start - offset, 0);
    const end = Math.min(wanted[i].end - offset, length);
    if (start < end) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      found.push(range);
    }
    if (wanted[i].end <= offset + length) i++;
    else {
      offset += length;
      node = walker.nextNode();
    }
  }
  return found;
}

/** @type {Element | null} */
let hovered = null;
/** @type {Element | null} */
let focused = null;

function markToken() {
  const element = hovered ?? focused;
  if (element?.isConnected) highlights?.set("at", new Highlight(...ranges(runs(element))));
  else highlights?.delete("at");
}

/** @param {Event} event */
const part = (event) => (event.target instanceof Element ? event.target.closest("[data-at]") : null);

/** Parts of the panels with their runs, read once per answer.
 * @type {{element: Element, runs: Run[], size: number}[] | null} */
let parts = null;
/** @type {Element | null} */
let marked = null;

/** Marks the smallest part that holds a character. @param {number} at offset in the box; -1 for none */
function markPanel(at) {
  parts ??= [...document.querySelectorAll(panels)].map((element) => {
    const list = runs(element);
    return { element, runs: list, size: list.reduce((sum, run) => sum + run.end - run.start, 0) };
  });
  let best = null;
  for (const candidate of parts) {
    const holds = candidate.runs.some((run) => run.start <= at && at < run.end);
    if (holds && (!best || candidate.size <= best.size)) best = candidate;
  }
  if (marked === (best?.element ?? null)) return;
  marked?.removeAttribute("data-marked");
  marked = best?.element ?? null;
  marked?.setAttribute("data-marked", "");
}

const markAtCaret = () => markPanel(document.activeElement === token ? token.selectionStart : -1);

let timer = 0;
/** Typing is more urgent than marking. */
function soon() {
  clearTimeout(timer);
  timer = setTimeout(markAtCaret, 120);
}

/** The character under the pointer: one look at the layout per frame.
 * @param {PointerEvent} event */
function pointAt(event) {
  if (pointed) return;
  pointed = true;
  requestAnimationFrame(() => {
    pointed = false;
    const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    if (place?.offsetNode === token) markPanel(place.offset);
  });
}
let pointed = false;

/** Says that the panels or the underlay have changed. */
export function refreshHighlights() {
  parts = null;
  if (hovered && !hovered.isConnected) hovered = null;
  if (focused && !focused.isConnected) focused = null;
  if (highlights?.has("at")) markToken();
  soon();
}

/** Starts listening. */
export function watchHighlights() {
  document.addEventListener("pointerover", (event) => {
    const now = part(event);
    if (now === hovered) return;
    hovered = now;
    markToken();
  });
  document.addEventListener("focusin", (event) => {
    focused = part(event);
    markToken();
  });
  document.addEventListener("focusout", () => {
    focused = null;
    markToken();
    soon();
  });
  document.addEventListener("selectionchange", soon);
  token.addEventListener("selectionchange", soon);
  token.addEventListener("pointermove", pointAt);
  token.addEventListener("pointerleave", markAtCaret);
}
