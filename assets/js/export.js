// The menu that takes the report along. The engine writes it when somebody asks,
// as Markdown for the clipboard or as a file that the browser saves.

import { copyFor } from "./copy.js";

/** @typedef {{text: string, name: string, media: string}} File */
/** @typedef {{format: string, values: "on" | "", version: string, base: string}} Wanted */

/** The address of the site, without a slash at the end: this script is in a folder of it. */
const site = new URL("..", import.meta.url).href.slice(0, -1);

const kept = 10_000; // ms until a file is let go: some browsers begin to save it late

/** Whoever waits for a file. @type {{resolve(file: File): void, reject(): void} | null} */
let waiting = null;

/** Takes the file that the engine made. @param {File} file */
export function exported(file) {
  waiting?.resolve(file);
  waiting = null;
}

/** No file will come. */
export function notExported() {
  waiting?.reject();
  waiting = null;
}

/** Lets the browser save a file. @param {File} file */
export function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.text], { type: file.media }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kept);
}

/** The menu is made anew with every section that holds it. */
const menu = () => /** @type {HTMLDetailsElement | null} */ (document.getElementById("export"));

/** Closes the menu; the keyboard goes on where it was opened. */
function close() {
  const open = menu();
  if (!open?.open) return;
  const within = open.contains(document.activeElement);
  open.open = false;
  if (within) open.querySelector("summary")?.focus({ preventScroll: true });
}

/**
 * Starts listening.
 * @param {(wanted: Wanted) => boolean} ask false when there is no engine
 * @param {() => boolean} served whether the server answers the form instead
 */
export function watchExports(ask, served) {
  /** @param {string} format @returns {Promise<File> | null} */
  const make = (format) => {
    const values = /** @type {HTMLInputElement | null} */ (document.getElementById("export-values"));
    const version = document.getElementById("inspect")?.dataset.version ?? "";
    notExported();
    /** @type {Promise<File>} */
    const file = new Promise((resolve, reject) => (waiting = { resolve, reject }));
    file.catch(() => {}); // told by the line that says how the engine is
    if (ask({ format, values: values?.checked ? "on" : "", version, base: site })) return file;
    notExported();
    return null;
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const format = target?.closest("[data-export]")?.getAttribute("value");
    if (!format) {
      if (!menu()?.contains(target)) close();
      return;
    }
    const file = make(format === "copy" ? "markdown" : format);
    if (file || !served()) event.preventDefault();
    close();
    if (!file) return;
    const summary = menu()?.querySelector("summary");
    if (format === "copy" && summary) copyFor(summary, file.then(({ text }) => text));
    else file.then(save, () => {});
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu()?.open) return;
    event.stopPropagation(); // twice, it would empty the boxes
    close();
  }, { capture: true });
  document.addEventListener("focusout", (event) => {
    const open = menu();
    if (open?.open && open.contains(/** @type {Node} */ (event.target)) && event.relatedTarget instanceof Node && !open.contains(event.relatedTarget)) open.open = false;
  });
}
