/** The first thing in the text that looks like a compact token, or "".
 * @param {string} text */
export const findToken = (text) => text.match(/[\w-]{4,}\.[\w-]+(\.[\w-]*)?/)?.[0] ?? "";
