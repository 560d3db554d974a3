// The button that takes the token out of a token: [data-open=x] puts what stands
// in [data-copy-text=x] into the token box or, with data-open-in=key, into the key
// box. Then the token box is emptied or, with data-swap, gets what was in the other.

import { fill, key, token } from "./boxes.js";

/** Starts listening. */
export function watchNested() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-open]");
    const name = button && button.getAttribute("data-open");
    const text = name && document.querySelector(`[data-copy-text="${CSS.escape(name)}"]`)?.textContent;
    if (!text) return;
    const toKey = button.getAttribute("data-open-in") === "key";
    fill(toKey ? { key: text, token: button.hasAttribute("data-swap") ? key.value : "" } : { token: text });
    token.focus();
  });
}
