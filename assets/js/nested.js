// The button that takes the token out of a token: [data-open=x] puts what stands
// in [data-copy-text=x] into the token box.

import { fill, token } from "./boxes.js";

/** Starts listening. */
export function watchNested() {
  document.addEventListener("click", ({ target }) => {
    const name = target instanceof Element && target.closest("[data-open]")?.getAttribute("data-open");
    const text = name && document.querySelector(`[data-copy-text="${CSS.escape(name)}"]`)?.textContent;
    if (!text) return;
    fill({ token: text });
    token.focus();
  });
}
