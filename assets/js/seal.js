// The seal: once the engine is there, the page gives up the right to load
// anything more, and counts what was asked of the network since the first paste.

import { workerURL } from "./trusted.js";
import { words, write } from "./words.js";

const sign = document.getElementById("seal");

let sealed = false;
let sealedAt = Infinity; // ms
let counting = false;
let requests = 0; // of the page
let workerRequests = 0; // of the workers, beside the engine
let blocked = 0;

function show() {
  if (!sign || !sealed) return;
  sign.dataset.state = "sealed";
  const parts = [words(sign, "sealed", { n: requests + workerRequests })];
  if (blocked > 0) parts.push(words(sign, "blocked", { n: blocked }));
  write(sign, parts.filter(Boolean).join(" · "));
}

/** Was the network asked for this? Not for what the cache had, such as the script of
 * a second worker; and what it takes to seal the page is not counted.
 * @param {PerformanceResourceTiming} entry */
const asked = (entry) => entry.name !== workerURL || entry.startTime >= sealedAt && entry.transferSize > 0;

/** Counts from now on; what began before does not count. */
export function count() {
  if (counting) return;
  counting = true;
  const since = performance.now();
  new PerformanceObserver((list) => {
    const entries = /** @type {PerformanceResourceTiming[]} */ (list.getEntries());
    requests += entries.filter((entry) => entry.startTime >= since && asked(entry)).length;
    show();
  }).observe({ type: "resource" });
}

/** @param {number} more what a worker counted since it told last */
export function countWorker(more) {
  workerRequests += more;
  show();
}

/** Forbids everything but starting the worker again. The policy that came with
 * the page stays in force beside this one: Trusted Types included. */
export function seal() {
  if (sealed) return;
  sealed = true;
  sealedAt = performance.now();
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  // Icons in the stylesheet are data: URLs, which ask nobody for anything; the
  // browser looks at the page's own icon again when the fragment changes.
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"))?.href ?? "";
  policy.content = `default-src 'none'; img-src data: ${icon}; worker-src ${workerURL}`;
  document.head.append(policy);
  show();
}

document.addEventListener("securitypolicyviolation", () => {
  blocked++;
  show();
});
