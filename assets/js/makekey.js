// Keys: the menu that makes them, the panel with their forms, and what becomes of
// the key box. A key that a person typed is replaced on a click only, and undo in
// the box brings it back.

import { tell } from "./announce.js";
import { encoding, key, token, whenCleared } from "./boxes.js";
import { KeyWorker } from "./key-worker.js";
import { watchMenu } from "./menu.js";
import { apply, drop } from "./sections.js";
import { words, write } from "./words.js";

/** @typedef {{text: string, encoding: string}} Content of the key box */

const quick = 300; // ms of work that nobody needs to be told about
const work = document.getElementById("key-work");
const maker = new KeyWorker();

let wanted = ""; // the kind of key that is being made; "" for none
let since = 0; // ms, when that began
let timer = 0;
let composing = false; // an input method is at work somewhere

/** The key that was made last. @type {Content | null} */
let made = null;
/** What this module put into the box last, what stood there before, and whether it was
 * made here. @type {{before: Content, after: Content, own: boolean} | null} */
let put = null;
/** What the forms that are shown were made of, unless it was made here. @type {Content | null} */
let converted = null;

/** @returns {Content} */
const content = () => ({ text: key.value, encoding: encoding.value });

/** @param {Content | null} a @param {Content} b */
const same = (a, b) => a !== null && a.text === b.text && a.encoding === b.encoding;

/** @param {string} state @param {string} [text] */
function tellWork(state, text = "") {
  if (work) work.dataset.state = state;
  write(work, text);
}

/** Ends what is being made. @param {string} [topic] what is said about it */
function end(topic = "") {
  if (!wanted) return tellWork("idle");
  clearTimeout(timer);
  maker.stop();
  const text = topic && words(work, topic);
  tellWork(topic || "idle", text);
  if (text) tell(text);
  wanted = "";
}

function progress() {
  const kind = document.querySelector(`.recipes [value="${CSS.escape(wanted)}"]`);
  tellWork("making", words(kind, "making", { name: wanted, seconds: Math.round((performance.now() - since) / 1000) }));
  timer = setTimeout(progress, 1000);
}

/** Puts a text into the key box as typing would, so that the box can undo it.
 * @param {Content} after */
function place(after) {
  put = { before: content(), after, own: made !== null };
  if (same(put.before, after)) return;
  encoding.value = after.encoding;
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  key.focus({ preventScroll: true });
  key.select();
  if (!document.execCommand("insertText", false, after.text) || key.value !== after.text) {
    key.value = after.text;
    key.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (focused !== key) focused?.focus({ preventScroll: true });
}

/** Says what became of the key box. @param {string} topic @param {string} [before] what is told before it */
function tellPut(topic, before = "") {
  const note = document.getElementById("key-put");
  const text = words(note, topic);
  write(note, text);
  tell(before + text);
}

/** Shows the forms of a key. @param {{html: string}} answer */
const show = (answer) => apply({ "key-forms": answer.html }, () => {});

function close() {
  drop("key-forms");
  made = converted = null;
}

/** Takes the key that the worker made. @param {import("./key-worker.js").Made | null} answer */
function take(answer) {
  if (!answer) return end("failed");
  if (composing) { // the focus is not to leave a word that is half written
    addEventListener("compositionend", () => setTimeout(() => take(answer)), { once: true });
    return;
  }
  if (!wanted) return; // canceled meanwhile
  end();
  const free = key.value === "" || put !== null && put.own && same(put.after, content());
  made = { text: answer.text, encoding: answer.encoding };
  converted = null;
  show(answer);
  if (free) place(made);
  tellPut(free ? "private" : "kept", `${answer.announcement}. `);
}

/** The engine, for the worker that makes the key. @param {{module: WebAssembly.Module}} answer */
export function beginMaking({ module }) {
  if (wanted && !maker.running) maker.make(wanted, module, take);
}

/** There is no engine, and there will be none. */
export const cannotMake = () => end("failed");

/** @param {{html: string, announcement: string, key: string, encoding: string}} answer */
export function showConverted(answer) {
  made = null;
  converted = { text: answer.key, encoding: answer.encoding };
  show(answer);
  tell(answer.announcement);
}

/** Forms of a key that stands in the box no more are gone. */
function check() {
  if (converted && !same(converted, content())) close();
}

/** Forgets every key. */
function forgetKeys() {
  end();
  close();
  put = null;
}

/** @param {HTMLElement} button */
function putKey(button) {
  const name = button.getAttribute("value") ?? "";
  const text = document.querySelector(`[data-copy-text="${CSS.escape(name)}"]`)?.textContent ?? "";
  const after = { text, encoding: button.dataset.encoding ?? "auto" };
  if (converted) converted = after; // another form of the same key
  place(after);
  tellPut(button.dataset.putKey ?? "");
}

/**
 * Starts listening.
 * @param {() => boolean} askEngine for the compiled engine; false when there is none
 * @param {(content: {key: string, encoding: string}) => void} convert
 */
export function watchKeys(askEngine, convert) {
  watchMenu("new-key", "make_key", (kind) => {
    end();
    [wanted, since] = [kind, performance.now()];
    timer = setTimeout(progress, quick);
    tell(words(work, "begun", { name: kind }));
    if (!askEngine()) cannotMake();
    return true;
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-put-key]"));
    if (button) putKey(button);
    else if (target.closest("#key-cancel")) {
      end("canceled");
      /** @type {HTMLElement | null} */ (document.querySelector("#new-key > summary"))?.focus();
    } else if (target.closest("#key-forms-close")) {
      close();
      document.getElementById("convert")?.focus();
    } else if (target.closest("#convert")) convert({ key: key.value, encoding: encoding.value });
  });
  // Undo brings back a text; how it is to be read comes back with it.
  key.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent) || !event.inputType.startsWith("history")) return;
    const stood = [put?.before, put?.after].find((was) => was?.text === key.value);
    if (stood) encoding.value = stood.encoding;
  }, { capture: true });
  for (const box of [token, key]) box.addEventListener("input", check);
  encoding.addEventListener("change", check);
  addEventListener("compositionstart", () => (composing = true));
  addEventListener("compositionend", () => (composing = false));
  addEventListener("pagehide", forgetKeys);
  whenCleared(forgetKeys);
}
