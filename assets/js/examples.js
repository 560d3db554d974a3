// Examples come from the engine. The key of an example goes away with its token,
// so that nobody's own token is judged by it.

import { encoding, fill, key, token } from "./boxes.js";
import { expect } from "./expect.js";

/** @typedef {{token: string, key: string, encoding: string}} Example */

/** Says that the page came with the example of a rule. */
const note = document.getElementById("sample-note");

/** The example that the boxes hold. @type {Example | null} */
let loaded = note && { token: token.value, key: key.value, encoding: encoding.value };

/** @param {Example} example */
export function showExample(example) {
  dropSample();
  loaded = { token: example.token, key: example.key, encoding: example.encoding };
  fill(loaded);
}

/** Takes the example's key out of the key box when the token is no longer its own. */
export function dropDemoKey() {
  if (!loaded || token.value === loaded.token) return;
  if (key.value === loaded.key) {
    key.value = "";
    encoding.value = "auto";
  }
  loaded = null;
  dropSample();
}

/** Takes away the note about the example of a rule, and the clock that came with it. */
function dropSample() {
  if (!note?.isConnected) return;
  note.remove();
  expect({ at: "" });
}

/** Starts listening. @param {(name: string) => boolean} ask is told the example's name;
 * false when there is no engine, and the form goes to the server */
export function watchExamples(ask) {
  const menu = /** @type {HTMLDetailsElement | null} */ (document.getElementById("examples"));
  const close = () => menu && (menu.open = false);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = /** @type {HTMLButtonElement | null} */ (target?.closest("button[name=example]") ?? null);
    if (button && ask(button.value)) {
      event.preventDefault();
      close();
      menu?.querySelector("summary")?.focus();
    } else if (!menu?.contains(target)) close();
  });
  menu?.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close();
  });
}
