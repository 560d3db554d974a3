// Talks to the page around the frame: tells it how high the content is, and takes its
// theme. It speaks to the origins that the operator allows and hears no others.

const own = /** @type {HTMLElement} */ (document.querySelector("[data-origins]"));
const patterns = [location.origin, ...(own.dataset.origins ?? "").split(" ").filter(Boolean)];

/** @param {string} pattern an origin, whose host may begin with "*." @param {string} origin */
function fits(pattern, origin) {
  const [scheme, host] = pattern.split("*");
  if (host === undefined) return origin === pattern;
  return origin.startsWith(scheme) && origin.endsWith(host) && origin.length > pattern.length - 1;
}

/** @param {string | undefined} origin */
const allowed = (origin) => origin !== undefined && patterns.some((pattern) => fits(pattern, origin));

/** Where the page around comes from, "" as long as that is not known. Some browsers
 * say it, and otherwise the referrer may, or the first message.
 * @returns {string} */
function known() {
  const ancestors = /** @type {{ancestorOrigins?: DOMStringList}} */ (/** @type {unknown} */ (location)).ancestorOrigins;
  const origin = ancestors?.[0] ?? (URL.canParse(document.referrer) ? new URL(document.referrer).origin : undefined);
  return origin !== undefined && allowed(origin) ? origin : "";
}
let around = known();

let told = 0; // CSS pixels

/** Tells the height. A browser delivers a message only to the origin that it is
 * for, so where that is not known each one that may be it is tried. */
function tell() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height === told || height === 0) return;
  told = height;
  const targets = around ? [around] : patterns.filter((pattern) => !pattern.includes("*"));
  for (const target of targets) parent.postMessage({ type: "jotlens:resize", height }, target);
}

/** @param {MessageEvent} event */
function hear({ data, origin, source }) {
  if (source !== parent || !allowed(origin)) return;
  around = origin;
  if (data?.type === "jotlens:hello") {
    told = 0;
    tell();
  } else if (data?.type === "jotlens:theme") {
    if (data.theme === "light" || data.theme === "dark") document.documentElement.dataset.theme = data.theme;
    else delete document.documentElement.dataset.theme;
  }
}

/** Starts, unless there is no page around this one. */
export function watchParent() {
  if (parent === window) return;
  addEventListener("message", hear);
  new ResizeObserver(tell).observe(document.documentElement);
}
