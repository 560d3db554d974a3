// Shows the raw decoded text of a pasted token until the engine in the tab can
// do better. No parsing, no formatting, textContent only: hostile text stays text.

const root = document.documentElement;
const token = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("token"));
const utf8 = new TextDecoder();

/** The first thing in the text that looks like a compact token, or "".
 * @param {string} text */
export const findToken = (text) => text.match(/[\w-]{4,}\.[\w-]+(\.[\w-]*)?/)?.[0] ?? "";

/** @param {string} segment base64url; what cannot be decoded is shown as it is */
function decode(segment) {
  try {
    const bytes = atob(segment.replaceAll("-", "+").replaceAll("_", "/"));
    return utf8.decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
  } catch {
    return segment;
  }
}

/** @param {string} text */
function show(text) {
  const [header = "", payload = "", signature = ""] = findToken(text.slice(0, 1 << 16)).split(".");
  const shown = { header: decode(header), payload: decode(payload), signature };
  for (const [id, words] of Object.entries(shown)) {
    const panel = document.getElementById(id);
    const content = panel?.querySelector("[data-preview]");
    if (!panel || !content || !header) continue;
    panel.dataset.state = "preview";
    delete panel.dataset.for; // it no longer shows the token that this names
    content.textContent = words;
  }
}

const fromLink = () => show(location.hash.replace(/^#.*?(?=eyJ)/, ""));
token?.addEventListener("input", () => root.dataset.ready !== "tab" && show(token.value));
addEventListener("hashchange", () => root.dataset.ready !== "tab" && fromLink());
fromLink();
