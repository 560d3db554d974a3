// Copy buttons. What a button [data-copy=x] copies stands, exact, in [data-copy-text=x];
// with data-copy-address it is the fragment of a link to this page.

import { tell } from "./announce.js";
import { token } from "./boxes.js";
import { words, write } from "./words.js";

const confirmed = 2000; // ms that a button says so

/** The token alone, without what was pasted around it. */
function foundToken() {
  const kept = document.querySelectorAll("#underlay [data-part]:not([data-part=removed])");
  return [...kept].map((run) => run.textContent).join("") || token.value;
}

/** @param {string} name */
function textOf(name) {
  const place = document.querySelector(`[data-copy-text="${CSS.escape(name)}"]`);
  if (place?.hasAttribute("data-copy-address")) return `${location.origin}${location.pathname}#${place.textContent}`;
  return place?.textContent ?? (name === "token" ? foundToken() : "");
}

/** Without TLS there is no navigator.clipboard, but the old command.
 * @param {string} text @returns {boolean} */
function copyBySelection(text) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "unseen";
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

/** A text that is still being made is promised to the clipboard at once: some
 * browsers take nothing later than the click.
 * @param {string | Promise<string>} text */
async function copy(text) {
  try {
    if (typeof text === "string") await navigator.clipboard.writeText(text);
    else {
      const blob = text.then((made) => new Blob([made], { type: "text/plain" }));
      blob.catch(() => {}); // whoever made the text says so
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    }
    return true;
  } catch {
    return Promise.resolve(text).then(copyBySelection, () => false);
  }
}

/** Labels of buttons that are confirming. @type {WeakMap<Element, string>} */
const labels = new WeakMap();

/**
 * Copies a text, and says so on a button.
 * @param {Element} button @param {string | Promise<string>} content
 */
export async function copyFor(button, content) {
  const done = await copy(content);
  const text = words(button, done ? "copied" : "copy-failed");
  if (!text) return;
  tell(text);
  if (labels.has(button)) return;
  const place = button.querySelector("[data-text]") ?? button;
  const [label, name] = [place.textContent ?? "", button.getAttribute("aria-label")];
  labels.set(button, label);
  write(button, text);
  if (name !== null) button.setAttribute("aria-label", text); // the label in sight is part of the name
  setTimeout(() => {
    write(button, label);
    if (name !== null) button.setAttribute("aria-label", name);
    labels.delete(button);
  }, confirmed);
}

/** Starts listening. */
export function watchCopying() {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (button) copyFor(button, textOf(button.getAttribute("data-copy") ?? ""));
  });
}
