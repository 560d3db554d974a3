// The seal: once the engine is there, the page gives up the right to load
// anything more, and counts what was asked of the network since the first paste.

import { workerURL } from "./trusted.js";
import { words, write } from "./words.js";

const sign = document.getElementById("seal");

let sealed = false;
let counting = false;
let requests = 0; // of the page
let workerRequests = 0; // of the worker, beside its own engine
let blocked = 0;

function show() {
  if (!sign || !sealed) return;
  sign.dataset.state = "sealed";
  const parts = [words(sign, "sealed", { n: requests + workerRequests })];
  if (blocked > 0) parts.push(words(sign, "blocked", { n: blocked }));
  write(sign, parts.filter(Boolean).join(" · "));
}

/** Counts from now on; what began before, and the worker itself, do not count. */
export function count() {
  if (counting) return;
  counting = true;
  const since = performance.now();
  new PerformanceObserver((list) => {
    requests += list.getEntries().filter((entry) => entry.startTime >= since && entry.name !== workerURL).length;
    show();
  }).observe({ type: "resource" });
}

/** @param {number} total what the worker counted */
export function countWorker(total) {
  workerRequests = total;
  show();
}

/** Forbids everything but starting the worker again. The policy that came with
 * the page stays in force beside this one: Trusted Types included. */
export function seal() {
  if (sealed) return;
  sealed = true;
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
