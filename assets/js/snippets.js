// The folded card with code that verifies tokens like the one shown. Closed it
// costs nothing; open it follows the token. The chosen language is remembered in
// the tab only, for as long as the page is open.

import { apply } from "./sections.js";

const card = /** @type {HTMLDetailsElement | null} */ (document.getElementById("snippets"));
let chosen = "";

/** Starts listening.
 * @param {() => void} wanted is told when somebody opens the card */
export function watchSnippets(wanted) {
  card?.addEventListener("toggle", () => card.open && wanted());
  card?.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) chosen = target.value;
  });
}

/** Whether the card is to be filled. */
export const snippetsOpen = () => Boolean(card?.open);

/** @param {{sections?: Record<string, string>}} answer @param {(section: Element) => void} prepare */
export function showSnippets(answer, prepare) {
  apply(answer.sections ?? {}, (section) => {
    prepare(section);
    const choice = /** @type {HTMLInputElement | null} */ (chosen && section.querySelector(`#snippet-${chosen}`));
    if (choice) choice.checked = true;
  });
}
