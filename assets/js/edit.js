// Edit mode: the header and the payload are written, and the token follows. What
// they become is the engine's; this keeps the mode, the editors and what was pasted.

import { hush, tell } from "./announce.js";
import { encoding, fill, key, token } from "./boxes.js";
import { button, header, lockedBy, modeWords, offerRestore, payload, restoreButton, showEditors, showPlain, showWords, writing } from "./edit-face.js";
import { rewrite } from "./edit-text.js";

/** @typedef {{token: string, header: string, payload: string}} Original */
/** @typedef {import("./edit-face.js").Built} Built */
/**
 * What the page does for this.
 * @typedef {object} Hooks
 * @property {(type: "draft" | "amend", more?: object) => void} ask
 * @property {() => void} changed says that something was typed: the token is made if it is due, and looked at
 * @property {() => void} look does the same, and nothing was typed
 * @property {(index?: number) => number} pick which of several tokens in the box; sets it
 */

const pause = 600; // ms without typing, where each token takes long

/** @type {Hooks} */
let hooks;
/** @type {"reading" | "opening" | "writing" | "leaving"} */
let mode = "reading";
/** What was put into the box by other ways than editing. @type {{text: string, pick: number} | null} */
let pasted = null;
/** What the box held when its token was opened. */
let opened = { text: "", pick: 0 };
/** @type {Original} */
let from = { token: "", header: "", payload: "" };
let plain = false; // the payload is no JSON
let keyThen = ""; // the key when the token was opened
let keyMade = ""; // the key that the token was last made with
let version = 0; // of what is written, the key included
let made = 0; // the version that was last asked for
let due = false; // the token does not follow yet
let slow = false;
let timer = 0;
let composing = false; // an input method is at work: the text is not what it will be
let held = false; // more changes follow at once

const keyNow = () => `${encoding.value} ${key.value}`;
const active = () => mode === "writing" || mode === "leaving";

/** What is written, for the engine. */
export const draft = () => ({
  header: header.value,
  payload: payload.value,
  plain,
  compact: writing.value === "compact",
  rekey: keyNow() !== keyThen,
  from,
  box: opened.text,
  pick: opened.pick,
});

/** What a look at the page is asked with beside the boxes: the draft, when its token is due. */
export function dueDraft() {
  if (!active() || !due || composing) return {};
  clearTimeout(timer);
  made = version;
  const rekeyed = keyMade !== keyNow();
  keyMade = keyNow();
  return { draft: { ...draft(), rekeyed } };
}

/** Says that something was written. @returns {boolean} false when nothing is being written */
export function written() {
  if (!active()) return false;
  version++;
  due = true;
  clearTimeout(timer);
  if (composing || held) return true;
  if (slow) timer = setTimeout(hooks.changed, pause);
  else hooks.changed();
  return true;
}

/** Makes several changes into one. @param {() => void} change */
export function together(change) {
  held = true;
  change();
  held = false;
  written();
}

/** Says that the token box has changed: any other token than the one that is being
 * written ends the mode. @returns {boolean} whether it is still that one */
export function stillWritten() {
  const same = pasted !== null && active() && token.value === shown;
  if (same) return true;
  if (active()) {
    close();
    tell(modeWords("ended"));
  }
  if (mode === "opening") hooks.ask("draft"); // the newer token
  pasted = null;
  offerRestore(false);
  return false;
}
let shown = ""; // the token as this module wrote it

/** Shows the answer of the engine to a draft. @param {Built | undefined} built */
export function showBuilt(built) {
  button.ariaDisabled = mode === "reading" && lockedBy() ? "true" : null;
  if (!built || !active()) return;
  due = version !== made;
  slow = built.slow;
  const text = built.same ? opened.text : built.token;
  if (text) {
    token.value = shown = text;
    hooks.pick(built.same ? opened.pick : 0);
  }
  showWords(built);
  mayRestore();
  if (due) return;
  if (mode === "leaving") leave();
  else if (built.later) hooks.look();
}

const mayRestore = () => offerRestore(Boolean(pasted?.text) && token.value !== pasted?.text);

/** Shows the token that the engine opened. @param {{locked: boolean, plain: boolean, from: Original}} answer */
export function showDraft(answer) {
  if (mode !== "opening" && mode !== "writing") return;
  if (answer.locked) return mode === "writing" ? restoreText() : stay();
  const again = mode === "writing";
  ({ from, plain } = answer);
  keyThen = keyMade = keyNow();
  showPlain(plain);
  if (again) {
    opened = { ...(pasted ?? opened) };
    together(() => {
      rewrite(header, from.header);
      rewrite(payload, from.payload);
    });
    return;
  }
  mode = "writing";
  pasted ??= { text: token.value, pick: hooks.pick() };
  opened = { text: token.value, pick: hooks.pick() };
  shown = token.value;
  header.value = from.header;
  payload.value = from.payload;
  showEditors(true);
  payload.focus();
  payload.setSelectionRange(0, 0);
  tell(modeWords("entered"));
  written();
}

/** The token cannot be edited: the words beside the box say why. */
function stay() {
  mode = "reading";
  tell(lockedBy());
}

/** Leaves the mode; the token stays. */
function leave() {
  close();
  mayRestore();
  tell(modeWords("left"));
  hooks.changed();
}

/** Empties the editors and shows the panels again. */
function close() {
  clearTimeout(timer);
  mode = "reading";
  due = composing = slow = false;
  from = { token: "", header: "", payload: "" };
  opened = { text: "", pick: 0 };
  keyThen = keyMade = header.value = payload.value = "";
  showEditors(false);
}

/** Forgets everything: the page is left. */
export function endEditing() {
  close();
  pasted = null;
  shown = "";
  offerRestore(false);
}

/** Says that there is no engine: nothing can be written any more, and the token stays. */
export function noEditing() {
  close();
  button.hidden = true;
}

function press() {
  if (mode === "writing") {
    mode = "leaving";
    if (due) hooks.changed(); // its answer ends it
    else leave();
  } else if (mode === "reading" && button.ariaDisabled === "true") stay();
  else if (mode === "reading") {
    mode = "opening";
    hooks.ask("draft");
  }
}

function restore() {
  if (!pasted) return;
  if (mode === "writing") hooks.ask("draft", { token: pasted.text, pick: pasted.pick });
  else restoreText();
}

function restoreText() {
  const { text, pick } = pasted ?? opened;
  if (active()) close();
  fill({ token: text });
  hooks.pick(pick);
  hush();
  hooks.changed();
  token.focus();
}

/** Starts listening. @param {Hooks} given */
export function watchEditing(given) {
  hooks = given;
  button.addEventListener("click", press);
  restoreButton.addEventListener("click", restore);
  writing.addEventListener("change", written);
  token.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain");
    if (!token.readOnly || !text) return;
    event.preventDefault(); // a box that is read-only takes nothing itself
    fill({ token: text });
  });
  for (const editor of [header, payload]) {
    editor.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) written();
    });
    editor.addEventListener("compositionstart", () => (composing = true));
    editor.addEventListener("compositionend", () => {
      composing = false;
      written();
    });
  }
}
