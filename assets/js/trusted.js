// The page's one Trusted Types policy. Everything else that could turn text into
// markup or code is refused by the browser.

/** @typedef {{createHTML(html: string): any, createScriptURL(url: string): any}} Policy */

/** The only script that may be started: the worker that the server named. */
const worker = absolute(document.querySelector("[data-worker]")?.getAttribute("data-worker") ?? undefined);

/** @type {{createPolicy(name: string, rules: Policy): Policy} | undefined} */
const factory = /** @type {any} */ (globalThis).trustedTypes;

/** @type {Policy} */
const rules = {
  // Only sections.js calls this, and only with what the engine's templates wrote.
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (!worker || url !== worker) throw new TypeError("not the worker's URL");
    return url;
  },
};
const policy = factory ? factory.createPolicy("jotlens", rules) : rules;

/** @param {string | undefined} url */
function absolute(url) {
  return url ? new URL(url, document.baseURI).href : "";
}

/** The worker's absolute URL, "" when the page names none. */
export const workerURL = worker;

/** The worker's name, by which it knows whether to ask what the operator says of issuers. */
export const workerName = document.querySelector("[data-issuers]") ? "issuers" : "";

/** The worker's URL as new Worker takes it. */
export const trustedWorkerURL = () => policy.createScriptURL(worker);

/** @param {string} html what the engine rendered */
export const trustedHTML = (html) => policy.createHTML(html);
