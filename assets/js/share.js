// The menu that hands the token on. The engine writes its content when it is
// opened, and each text when somebody wants it, always of the token that the menu
// was opened for.

import { token } from "./boxes.js";
import { copyFor } from "./copy.js";
import { docFields, docFor } from "./doc-form.js";
import { apply } from "./sections.js";

const menu = /** @type {HTMLDetailsElement | null} */ (document.getElementById("share"));
const said = document.getElementById("share-said");

/** What the content of the menu was made of. @type {Record<string, unknown> | null} */
let shown = null;

/** Whoever waits for a text. @type {{resolve(text: string): void, reject(): void} | null} */
let waiting = null;

/** The boxes of the claims to be masked. */
const boxes = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".share-claims input"));

/** No text will come. */
export function notShared() {
  waiting?.reject();
  waiting = null;
}

/** @param {{sections?: Record<string, string>, text?: string, said?: string}} answer
 * @param {(section: Element) => void} prepare */
export function shared(answer, prepare) {
  if (answer.sections) {
    apply(answer.sections, prepare);
    // The same list may be that of another token.
    for (const box of boxes()) box.checked = box.defaultChecked;
    docFor(String(shown?.token ?? ""));
    menu?.setAttribute("data-filled", "");
    return;
  }
  if (said) said.textContent = answer.said ?? "";
  if (answer.text) waiting?.resolve(answer.text);
  else waiting?.reject();
  waiting = null;
}

/** Closes the menu; the keyboard goes on where it was opened. */
function close() {
  if (!menu?.open) return;
  const within = menu.contains(document.activeElement);
  menu.open = false;
  if (within) menu.querySelector("summary")?.focus({ preventScroll: true });
}

/**
 * Starts listening.
 * @param {() => Record<string, unknown>} question what the page shows
 * @param {(wanted: Record<string, unknown>) => boolean} ask false when there is no engine
 */
export function watchSharing(question, ask) {
  // The inspector itself: an example of a rule has an address of its own.
  const base = /** @type {HTMLFormElement} */ (document.getElementById("inspect")).action;
  menu?.addEventListener("toggle", () => {
    notShared();
    menu.removeAttribute("data-filled"); // what is in it is of no use until it is made anew
    if (said) said.textContent = "";
    shown = menu.open ? question() : null;
    if (shown) ask({ ...shown, base });
  });
  menu?.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-share]");
    if (!button || !shown || !menu.hasAttribute("data-filled")) return;
    const masked = [...boxes()].map((box) => Number(box.checked)).join(""); // a digit a claim
    notShared();
    /** @type {Promise<string>} */
    const text = new Promise((resolve, reject) => (waiting = { resolve, reject }));
    text.catch(() => {}); // told by the button
    const wanted = { ...shown, ...docFields(), now: Date.now(), base, what: button.getAttribute("data-share"), masked };
    if (!ask(wanted)) notShared();
    copyFor(button, text);
  });
  token.addEventListener("input", close);
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !menu?.contains(target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu?.open) return;
    event.stopPropagation(); // twice, it would empty the boxes
    close();
  }, { capture: true });
  menu?.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
}
