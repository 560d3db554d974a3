// For pages of other sites: makes each frame of Jotlens as high as its content.
//
//   <script src="https://jotlens.example.com/embed.js" async></script>
//
// It believes only what the frames say that come from where it comes from itself.

const origin = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src, location.href).origin;
const least = 80; // CSS pixels
const most = 20_000;

/** @param {unknown} element @returns {element is HTMLIFrameElement} */
const ours = (element) => element instanceof HTMLIFrameElement && URL.canParse(element.src) && new URL(element.src).origin === origin;

/** The message holds nothing, and a frame that has not loaded has no origin yet.
 * @param {HTMLIFrameElement} frame */
const greet = (frame) => frame.contentWindow?.postMessage({ type: "jotlens:hello" }, "*");

addEventListener("message", ({ data, origin: from, source }) => {
  if (from !== origin || data?.type !== "jotlens:resize" || !Number.isFinite(data.height)) return;
  const frame = [...document.querySelectorAll("iframe")].find((f) => ours(f) && f.contentWindow === source);
  if (!frame) return;
  const style = getComputedStyle(frame);
  const edges = style.boxSizing !== "border-box" ? [] : [style.borderTopWidth, style.borderBottomWidth, style.paddingTop, style.paddingBottom];
  const around = edges.reduce((sum, edge) => sum + parseFloat(edge), 0);
  frame.style.height = `${Math.min(Math.max(Math.ceil(data.height + around), least), most)}px`;
});

// It may come before a frame or after it.
document.addEventListener("load", ({ target }) => ours(target) && greet(target), { capture: true });
for (const frame of document.querySelectorAll("iframe")) if (ours(frame)) greet(frame);
