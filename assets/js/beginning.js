// A text that was pasted over a whole box, or into an empty one, is read from its
// beginning: the browser shows its end, where the caret is.

const typed = 64; // UTF-16 units; nobody types more at once

/** The box that is about to get another text as a whole. @type {EventTarget | null} */
let whole = null;

/** @param {Event} event */
function about(event) {
  const box = event.target;
  whole = box instanceof HTMLTextAreaElement && box.selectionEnd - box.selectionStart === box.value.length ? box : null;
}

/** @param {Event} event */
function done(event) {
  const box = event.target;
  if (box !== whole || !(box instanceof HTMLTextAreaElement) || box.value.length <= typed) return;
  (box.closest(".editor") ?? box).scrollTop = 0;
}

/** Starts listening. */
export function watchBeginnings() {
  document.addEventListener("beforeinput", about);
  document.addEventListener("input", done);
}
