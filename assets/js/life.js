// What every page with an engine does while the engine comes and goes: it says so,
// seals itself, and fetches it in good time.

import { countWorker, seal } from "./seal.js";
import { quiet, say } from "./status.js";

const page = document.documentElement;
const serverForm = page.dataset.ready === "server";
delete page.dataset.ready;

const idle = 4000; // ms after loading until the engine is fetched unasked
const quick = 300; // ms of loading that nobody needs to be told about
let loadingSince = 0; // ms; 0 when nothing has come yet
let restarting = false;

/** Whether the server answers the form when there is no engine. */
export const served = () => serverForm;

/**
 * Makes the listener of an engine.
 * @param {Partial<import("./engine.js").Listener> & Pick<import("./engine.js").Listener, "answer">} own what the page does itself
 * @returns {import("./engine.js").Listener}
 */
export const listening = (own) => ({
  progress(loaded, total) {
    loadingSince ||= performance.now();
    if (restarting || performance.now() - loadingSince < quick) return;
    say("loading", { percent: Math.min(100, Math.round((loaded / total) * 100)) });
  },
  ready() {
    restarting = false;
    page.dataset.ready = "tab";
    quiet("loading");
    seal();
  },
  warm() {
    page.dataset.warm = "";
  },
  answer: own.answer,
  restarted() {
    restarting = true;
    delete page.dataset.ready;
    own.restarted?.();
    say("restarted");
  },
  off(missing) {
    if (serverForm) page.dataset.ready = "server";
    else delete page.dataset.ready;
    say(missing ? "off" : "failed");
    own.off?.(missing);
  },
  requests: countWorker,
  search: own.search ?? (() => {}),
  issuers: own.issuers ?? (() => {}),
});

/** Fetches the engine when somebody is about to use it, or when the page has long
 * been idle; never in the way of the first paint.
 * @param {import("./engine.js").Engine} engine */
export function fetchInTime(engine) {
  const start = () => engine.start();
  for (const intent of ["focusin", "pointerdown", "keydown", "paste", "dragover"]) {
    document.addEventListener(intent, start, { once: true, capture: true, passive: true });
  }
  addEventListener("load", () => {
    const saving = /** @type {any} */ (navigator).connection?.saveData;
    if (!saving) setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(start), idle);
  });
}
