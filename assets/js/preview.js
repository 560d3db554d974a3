// Shows the raw decoded text of a pasted token until the engine in the tab can
// do better. No parsing, no formatting, textContent only: hostile text stays text.

import { findToken } from "./find.js";

const root = document.documentElement;
const utf8 = new TextDecoder();

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
  if (root.dataset.ready === "tab") return;
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

document.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement && target.id === "token") show(target.value);
});
