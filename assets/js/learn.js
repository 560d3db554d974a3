// A lesson: the tokens in it follow what the reader types, and questions answer.

import { announce, hush, tell } from "./announce.js";
import { Engine } from "./engine.js";
import { listening } from "./life.js";
import { count } from "./seal.js";
import { words, write } from "./words.js";

/** @typedef {HTMLElement & {dataset: DOMStringMap}} Block */
/** @type {Set<Block>} blocks whose reader has typed since they were asked about */
const changed = new Set();
/** @type {Block | null} the one that the engine looks at */
let asked = null;

/** @param {Block} block @returns {HTMLTextAreaElement[]} */
const boxes = (block) => [...block.querySelectorAll("textarea")];
const all = /** @type {Block[]} */ ([...document.querySelectorAll(".live[data-sign]")]);

const engine = new Engine(listening({
  answer(answer) {
    const block = asked;
    asked = null;
    if (block && !changed.has(block)) show(block, answer);
    next();
  },
  off() {
    for (const box of all.flatMap(boxes)) box.readOnly = true;
  },
}));

function next() {
  if (asked || changed.size === 0) return;
  const [block] = changed;
  changed.delete(block);
  asked = block;
  const { sign, token, header, payload, key, encoding } = block.dataset;
  /** @type {Record<string, string>} */
  const typed = {};
  for (const box of boxes(block)) typed[box.dataset.edit ?? ""] = box.value;
  engine.ask({
    type: "lesson",
    sign: sign === "true",
    // A token that nobody edits is checked as it is, unless its parts are.
    token: typed.token ?? ("header" in typed || "payload" in typed || sign === "true" ? "" : token),
    draft: { header: typed.header ?? header, payload: typed.payload ?? payload, from: { token, header, payload }, plain: false, compact: false, rekey: false },
    key: typed.secret ?? key,
    encoding,
    now: Date.now(),
  });
}

/** @param {Block} block @param {any} answer */
function show(block, { texts, tone, findings }) {
  for (const place of block.querySelectorAll("[data-show]")) write(place, texts[/** @type {HTMLElement} */ (place).dataset.show ?? ""]);
  const verdict = /** @type {HTMLElement | null} */ (block.querySelector(".live-verdict"));
  if (verdict) verdict.dataset.tone = tone;
  block.querySelectorAll(".live-findings li").forEach((row, i) => {
    /** @type {HTMLElement} */ (row).hidden = !findings[i];
    const link = row.querySelector("a");
    if (!link || !findings[i]) return;
    write(link, findings[i].message);
    link.href = `${link.dataset.rules}/${findings[i].id}`;
  });
  const open = /** @type {HTMLAnchorElement | null} */ (block.querySelector("[data-open]"));
  if (open) {
    open.hidden = !texts.token;
    open.hash = `token=${encodeURIComponent(texts.token)}`; // it leads to the inspector already
  }
  block.dataset.answered = String(Number(block.dataset.answered ?? 0) + 1);
  announce(texts.verdict);
}

for (const block of all) {
  for (const box of boxes(block)) box.readOnly = false;
  block.addEventListener("input", () => {
    count();
    changed.add(block);
    next();
  });
  block.addEventListener("focusin", () => engine.start(), { once: true });
}

for (const question of /** @type {Block[]} */ ([...document.querySelectorAll(".question")])) {
  question.addEventListener("change", (event) => {
    const right = /** @type {HTMLInputElement} */ (event.target).value === question.dataset.right;
    question.dataset.state = right ? "right" : "wrong";
    write(question.querySelector(".question-said"), words(question, question.dataset.state));
    const details = question.querySelector("details");
    if (details) details.open = right || details.open;
    if (right) tell(details?.textContent?.trim().replace(/\s+/g, " ") ?? "");
  });
}

// Browsers keep a page that was left: what was typed goes.
addEventListener("pagehide", () => {
  for (const box of all.flatMap(boxes)) box.value = box.defaultValue;
  engine.stop();
  asked = null;
  hush();
});
// A page that comes back shows its texts as the boxes have them.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const block of all) if (block.dataset.answered) changed.add(block);
  next();
});
