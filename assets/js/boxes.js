// The boxes that people paste and type into, and the menu beside the key.

/** @template T @param {string} id @returns {T} */
const find = (id) => /** @type {any} */ (document.getElementById(id));

/** @type {HTMLTextAreaElement} */
export const token = find("token");
/** @type {HTMLTextAreaElement} */
export const key = find("key");
/** @type {HTMLSelectElement} */
export const encoding = find("key-encoding");

/** The payload of a token that does not hold it. @type {HTMLTextAreaElement} */
export const payload = find("detached-payload");

/** The longest text that is read, in bytes of UTF-8. */
export const limit = 2 ** 20;

/** @param {string} text @returns {boolean} */
export function tooLong(text) {
  if (text.length * 3 <= limit) return false; // no UTF-16 unit takes more than three bytes
  return text.length > limit || new TextEncoder().encode(text).length > limit;
}

/**
 * Fills the boxes; what is undefined stays. Everything that listens for typing hears of it.
 * @param {{token?: string, key?: string, encoding?: string}} values
 */
export function fill(values) {
  if (values.key !== undefined) key.value = values.key;
  if (values.encoding !== undefined) encoding.value = values.encoding;
  if (values.token !== undefined) token.value = values.token;
  token.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Who else has something to empty. @type {Array<() => void>} */
const others = [];

/** @param {() => void} empty what is done when somebody empties the boxes */
export function whenCleared(empty) {
  others.push(empty);
}

/** Empties the boxes. */
export function clear() {
  payload.value = "";
  for (const empty of others) empty();
  fill({ token: "", key: "", encoding: "auto" });
}
