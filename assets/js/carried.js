// What was in the boxes before the reader changed the language.

/** Fills the boxes of the page with it. */
export function fillCarried() {
  const boxes = /** @type {any} */ (globalThis).takeBoxes?.() ?? {};
  for (const [id, value] of Object.entries(boxes)) {
    const box = document.getElementById(id);
    if (box && "value" in box && typeof value === "string") box.value = value;
  }
}
