// Marks the evidence of a finding until it is asked to stop: in the token, and
// where it stands decoded. A row of the list says where that is: data-at in the
// token box, data-panel the element that shows it, data-byte its line there.

import { tell } from "./announce.js";
import { key } from "./boxes.js";
import { highlights, panels, ranges, runs } from "./highlight.js";
import { bringIntoSight } from "./sight.js";
import { words } from "./words.js";

/** The button that was pressed, told from others by what it shows: an answer of the
 * engine brings another element for it. @type {{show: string, nth: number} | null} */
let pressed = null;
/** What is marked on the decoded side. @type {Element | null} */
let shown = null;

/** @param {string} show @returns {HTMLElement[]} */
const buttons = (show) => [...document.querySelectorAll(`[data-show="${CSS.escape(show)}"]`)].map((b) => /** @type {HTMLElement} */ (b));

/** @param {Element} button */
const row = (button) => /** @type {HTMLElement} */ (button.closest(".finding, .link-note"));

/** The smallest element that holds the whole of a place; null when none does.
 * @param {Element[]} candidates @param {HTMLElement} place */
function smallest(candidates, place) {
  const [wanted] = runs(place);
  let best = null;
  let least = Infinity;
  for (const candidate of wanted ? candidates : []) {
    const list = runs(candidate);
    const size = list.reduce((sum, run) => sum + run.end - run.start, 0);
    if (size <= least && list.some((run) => run.start <= wanted.start && wanted.end <= run.end)) {
      best = candidate;
      least = size;
    }
  }
  return best;
}

/** Where the evidence stands decoded. @param {HTMLElement} place @returns {Element | null} */
function decoded(place) {
  const { panel: id, byte } = place.dataset;
  if (!id) return smallest([...document.querySelectorAll(panels)], place);
  const panel = document.getElementById(id);
  if (panel && panel === key) return key.closest(".card");
  const line = byte && panel?.querySelector(`[data-bytes~="${CSS.escape(byte)}"]`);
  return line || smallest([...(panel?.querySelectorAll("[data-at]") ?? [])], place) || panel;
}

/** Marks what the button shows. @param {HTMLElement} button @returns {Range[]} its place in the token */
function mark(button) {
  const place = row(button);
  const now = decoded(place);
  if (shown !== now) shown?.removeAttribute("data-shown");
  shown = now;
  shown?.setAttribute("data-shown", "");
  button.ariaPressed = "true";
  const list = ranges(runs(place));
  if (highlights) {
    const highlight = new Highlight(...list);
    highlight.priority = 1; // above what the pointer lights up
    highlights.set("evidence", highlight);
  }
  document.documentElement.toggleAttribute("data-evidence", list.length > 0);
  return list;
}

function clear() {
  for (const button of pressed ? buttons(pressed.show) : []) button.ariaPressed = "false";
  pressed = null;
  shown?.removeAttribute("data-shown");
  shown = null;
  highlights?.delete("evidence");
  document.documentElement.removeAttribute("data-evidence");
}

/** Marks or lets go. @param {HTMLElement} button */
export function press(button) {
  const again = button.ariaPressed === "true";
  clear();
  if (again) {
    tell(words(button, "gone"));
    return;
  }
  const show = button.dataset.show ?? "";
  pressed = { show, nth: buttons(show).indexOf(button) };
  const list = mark(button);
  bringIntoSight(shown, list[0]);
  if (key && row(button).dataset.panel === key.id) key.focus({ preventScroll: true });
  tell(words(button, "marked"));
}

/** Puts the mark where the evidence stands now. Without the finding it goes. */
export function refreshEvidence() {
  if (!pressed) return;
  const button = buttons(pressed.show)[pressed.nth];
  if (button) mark(button);
  else clear();
}

/** Starts listening. */
export function watchEvidence() {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = /** @type {HTMLElement | null | undefined} */ (target?.closest(".finding, .link-place")?.querySelector("[data-show]"));
    if (!target || !button || target.closest("a")) return;
    if (!button.contains(target) && (event.detail > 1 || !getSelection()?.isCollapsed)) return; // somebody selects text
    press(button);
  });
  // Before the shortcuts, for which Escape means something else.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !pressed || event.isComposing) return;
    event.stopPropagation();
    const gone = words(buttons(pressed.show)[0] ?? null, "gone");
    clear();
    tell(gone);
  }, { capture: true });
}
