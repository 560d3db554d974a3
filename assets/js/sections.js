// Puts the HTML that the engine rendered into the page. A section whose HTML did
// not change is not touched, so selection, scroll and focus stay as they are.

import { trustedHTML } from "./trusted.js";

/** @type {Map<string, string>} the HTML that stands in the page, by section id */
const current = new Map();
/** Sections that something else than this module wrote into. @type {Set<string>} */
const touched = new Set();
/** Scroll positions, noted as they happen: reading them here would force a layout.
 * @type {Map<string, {top: number, left: number}>} */
const scrolled = new Map();

document.addEventListener("scroll", (event) => {
  const element = event.target;
  if (!(element instanceof HTMLElement) || !element.dataset.scroll) return;
  scrolled.set(element.dataset.scroll, { top: element.scrollTop, left: element.scrollLeft });
}, { capture: true, passive: true });

/** Says that a section was changed by hand and is to be put right with the next answer.
 * @param {string} id */
export function touch(id) {
  touched.add(id);
}

/** Forgets what stands in the page: the next engine sends everything anew. */
export function forget() {
  current.clear();
  touched.clear();
}

/** Takes the content out of one section, and hides it. @param {string} id */
export function drop(id) {
  const section = document.getElementById(id);
  section?.replaceChildren();
  if (section) section.hidden = true;
  current.delete(id);
}

/** Takes the content out of every section, the raw preview's included. */
export function empty() {
  for (const id of ["header", "payload", "signature", ...current.keys()]) document.getElementById(id)?.replaceChildren();
  forget();
}

/**
 * Shows the sections of an answer.
 * @param {Record<string, string>} sections HTML by id; each is one element with that id
 * @param {(section: Element) => void} prepare is given each new section before it stands in the page
 * @returns {string[]} the ids of the sections that were replaced
 */
export function apply(sections, prepare) {
  const replaced = [];
  for (const id of touched) sections[id] ??= current.get(id) ?? "";
  for (const [id, html] of Object.entries(sections)) {
    const old = document.getElementById(id);
    const before = touched.has(id) ? undefined : current.get(id);
    if (!old || html === "" || html === before) continue;
    current.set(id, html);
    const fresh = parse(html);
    if (before !== undefined && timeless(before) === timeless(html)) {
      patchTimes(old, fresh);
      continue;
    }
    prepare(fresh);
    replace(old, fresh);
    replaced.push(id);
  }
  touched.clear();
  return replaced;
}

/** @param {string} html @returns {Element} */
function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = trustedHTML(html);
  return /** @type {Element} */ (template.content.firstElementChild);
}

/** HTML without its relative times. The engine escapes < and > in every text and
 * attribute, so these can only be tags. @param {string} html */
function timeless(html) {
  return html.replace(/(<[^>]* data-relative[^>]*>)[^<]*/g, "$1");
}

/** @param {Element} old @param {Element} fresh */
function patchTimes(old, fresh) {
  const from = fresh.querySelectorAll("[data-relative]");
  old.querySelectorAll("[data-relative]").forEach((place, i) => {
    const text = from[i]?.textContent ?? "";
    if (place.textContent !== text) place.textContent = text;
  });
}

/** @param {Element} old @param {Element} fresh */
function replace(old, fresh) {
  const open = new Map([...old.querySelectorAll("details[id]")].map((d) => [d.id, /** @type {HTMLDetailsElement} */ (d).open]));
  for (const details of fresh.querySelectorAll("details")) details.open = open.get(details.id) ?? details.open;
  const focused = document.activeElement;
  const focusable = focused && old.contains(focused) ? counterpart(focused, fresh) : null;
  old.replaceWith(fresh);
  focusable?.focus({ preventScroll: true });
  for (const element of [fresh, ...fresh.querySelectorAll("[data-scroll]")]) {
    const position = scrolled.get(/** @type {HTMLElement} */ (element).dataset.scroll ?? "");
    if (position) element.scrollTo({ ...position, behavior: "instant" });
  }
}

/** The element of the new section that stands for the focused one of the old; the
 * section itself when there is none, so that the keyboard does not start over.
 * @param {Element} focused @param {Element} fresh @returns {HTMLElement} */
function counterpart(focused, fresh) {
  for (const name of ["id", "data-copy", "data-pick", "data-show", "href", "data-at"]) {
    const value = focused.getAttribute(name);
    const match = value && fresh.querySelector(`[${name}="${CSS.escape(value)}"]`);
    if (match) return /** @type {HTMLElement} */ (match);
  }
  const details = focused.matches("summary") && focused.parentElement?.id;
  const summary = details && fresh.querySelector(`#${CSS.escape(details)} > summary`);
  const section = /** @type {HTMLElement} */ (summary || fresh);
  if (!summary) section.tabIndex = -1;
  return section;
}
