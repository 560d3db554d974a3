// The helpers above the editors. Each asks the engine for the changed texts and
// writes them as typing would.

import { tell } from "./announce.js";
import { draft, together } from "./edit.js";
import { header, payload } from "./edit-face.js";
import { rewrite } from "./edit-text.js";
import { apply } from "./sections.js";
import { write } from "./words.js";

/** @typedef {(type: "amend", more: object) => void} Ask */

const root = document.querySelector(".result");
const claims = /** @type {HTMLDetailsElement} */ (document.getElementById("edit-claim"));
const search = /** @type {HTMLInputElement} */ (document.getElementById("edit-find"));
const status = document.getElementById("edit-status");
const menus = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("#edit-bar details.menu")]);

/** @type {Ask} */
let ask;
/** What was asked for, and of which texts. @type {{op: string, value: string, header: string, payload: string} | null} */
let asked = null;

/** What is to be done after that: each helper works on the texts of the one before.
 * @type {[op: string, value: string][]} */
let queue = [];

/** @param {string} op @param {string} value */
function amend(op, value) {
  if (asked) queue.push([op, value]);
  else request(op, value);
}

/** @param {string} op @param {string} value */
function request(op, value) {
  asked = { op, value, header: header.value, payload: payload.value };
  ask("amend", { op, value, draft: draft() });
}

/** Shows what the engine made. @param {{claims?: string, header: string, payload: string, words: string}} answer */
export function showAmended(answer) {
  if (answer.claims !== undefined) {
    apply({ "edit-claims": answer.claims }, () => {});
    filter();
    return;
  }
  if (!asked) return;
  if (header.closest("[hidden]")) return endTools(); // the mode was left
  if (header.value !== asked.header || payload.value !== asked.payload) return request(asked.op, asked.value); // somebody typed
  asked = null;
  if (answer.words) {
    write(status, answer.words);
    tell(answer.words);
  } else {
    together(() => {
      rewrite(header, answer.header);
      rewrite(payload, answer.payload);
    });
  }
  const next = queue.shift();
  if (next) request(...next);
}

/** Forgets what was asked for. */
export function endTools() {
  asked = null;
  queue = [];
  search.value = "";
  close();
}

/** @param {Element | null} [except] */
function close(except) {
  for (const menu of menus) if (menu !== except) menu.open = false;
}

function filter() {
  const wanted = search.value.trim().toLowerCase();
  for (const choice of document.querySelectorAll("#edit-claims > *")) {
    /** @type {HTMLElement} */ (choice).hidden = !(choice.textContent ?? "").toLowerCase().includes(wanted);
  }
}

/** Escape closes a menu, and does nothing more in this mode: typed twice elsewhere it empties the boxes.
 * @param {KeyboardEvent} event */
function escape(event) {
  if (event.key !== "Escape" || !(event.target instanceof Element) || !event.target.closest("#edit-bar, .edit-card")) return;
  event.stopPropagation();
  const menu = menus.find((m) => m.open);
  if (!menu) return;
  event.preventDefault();
  close();
  menu.querySelector("summary")?.focus();
}

/** Starts listening. @param {Ask} given */
export function watchTools(given) {
  ask = given;
  document.addEventListener("click", ({ target }) => {
    const place = target instanceof Element ? target : null;
    const choice = place?.closest("[data-amend]");
    const menu = place?.closest("#edit-bar details.menu");
    if (choice) {
      close();
      if (menu) menu.querySelector("summary")?.focus();
      amend(choice.getAttribute("data-amend") ?? "", choice.getAttribute("data-value") ?? "");
    } else close(menu);
  });
  root?.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.id === "edit-alg") amend("alg", target.value);
    if (target instanceof HTMLSelectElement && target.id === "edit-enc") amend("enc", target.value);
  });
  root?.addEventListener("keydown", /** @type {any} */ (escape));
  claims.addEventListener("toggle", () => {
    if (!claims.open) return;
    if (!document.querySelector("#edit-claims > *")) ask("amend", { op: "claims" });
    search.value = "";
    filter();
    search.focus();
  });
  search.addEventListener("input", filter);
}
