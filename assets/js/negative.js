// The card of negative tests: the engine fills it while it is open, and writes the
// files that are downloaded from it.

import { encoding, key, token } from "./boxes.js";
import { save } from "./export.js";
import { apply } from "./sections.js";

const card = /** @type {HTMLDetailsElement | null} */ (document.getElementById("negative"));
const target = /** @type {HTMLInputElement | null} */ (document.getElementById("negative-target"));
const pause = 400; // ms without typing until the tests are made anew

const names = { sh: "negative-tests.sh", json: "negative-tests.json" };
const media = { sh: "text/x-shellscript", json: "application/json" };

/** @param {{sections: Record<string, string>, file?: "sh" | "json", content?: string}} answer */
export function showNegative(answer) {
  apply(answer.sections, () => {});
  const faulty = document.getElementById("negative-note")?.textContent !== "";
  if (target) target.ariaInvalid = faulty ? "true" : null;
  if (answer.file && answer.content) save({ text: answer.content, name: names[answer.file], media: media[answer.file] });
}

/** Starts listening. @param {(more: {file?: string, target?: string}) => void} ask */
export function watchNegative(ask) {
  let timer = 0;
  card?.addEventListener("toggle", () => card.open && ask({}));
  const changed = () => {
    clearTimeout(timer);
    if (card?.open) timer = setTimeout(() => ask({}), pause);
  };
  for (const box of [token, key, encoding]) box.addEventListener("input", changed);
  card?.addEventListener("click", ({ target: pressed }) => {
    const file = pressed instanceof Element && pressed.closest("[data-negative-file]")?.getAttribute("data-negative-file");
    if (file) ask({ file, target: target?.value.trim() });
  });
}
