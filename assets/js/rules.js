// The search on /rules and below /reference: the server sends every rule and hides those that do not
// match; this does the same as one types. Without it the form asks the server.

import { words, write } from "./words.js";

/** @template T @param {string} id @returns {T} */
const find = (id) => /** @type {any} */ (document.getElementById(id));

/** @type {HTMLFormElement} */
const form = find("rules-form");
/** @type {HTMLInputElement} */
const text = find("rules-text");
/** @type {HTMLSelectElement | null} only on /rules, like the next */
const severity = find("rules-severity");
/** @type {HTMLSelectElement | null} */
const subject = find("rules-subject");

const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".rules-row")]);
const groups = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-subject]")]);

/** @param {HTMLElement} row @param {string[]} wanted */
function matches(row, wanted) {
  const { find: words = "", severity: its } = row.dataset;
  const about = /** @type {HTMLElement | null} */ (row.closest(".rules-group"))?.dataset.subject;
  return (
    (!severity?.value || severity.value === its) &&
    (!subject?.value || subject.value === about) &&
    wanted.every((word) => words.includes(word))
  );
}

function search() {
  const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !matches(row, wanted);
  for (const group of groups) {
    const n = document.querySelectorAll(`#subject-${group.dataset.subject} .rules-row:not([hidden])`).length;
    group.hidden = n === 0;
    const fold = group.querySelector("details");
    if (fold) fold.open = text.value !== "";
    write(/** @type {Element} */ (group.querySelector("[data-count]")), String(n));
  }
  const n = rows.filter((row) => !row.hidden).length;
  find("rules-none").hidden = n > 0;
  find("rules-all").hidden = !text.value && !severity?.value && !subject?.value;
  write(find("rules-count"), words(form, "shown", { n }));
}

/** @type {HTMLElement} */ (form.querySelector("button")).hidden = true;
form.addEventListener("input", search);
form.addEventListener("submit", (event) => event.preventDefault());
find("rules-all").addEventListener("click", (/** @type {Event} */ event) => {
  event.preventDefault();
  for (const field of [text, severity, subject]) if (field) field.value = "";
  search();
  text.focus();
});
