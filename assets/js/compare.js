// The page /compare: two tokens and perhaps a key go to the engine, what differs
// comes back as sections.

import { announce, hush } from "./announce.js";
import { watchBeginnings } from "./beginning.js";
import { encoding, key } from "./boxes.js";
import { localize, Refresh } from "./clock.js";
import { Engine } from "./engine.js";
import { count, countWorker, seal } from "./seal.js";
import { apply, empty, forget } from "./sections.js";
import { quiet, say } from "./status.js";
import { within } from "./token-box.js";

const page = document.documentElement;
const serverForm = page.dataset.ready === "server";
delete page.dataset.ready;

const idle = 4000; // ms after loading until the engine is fetched unasked
const quick = 300; // ms of loading that nobody needs to be told about
let loadingSince = 0; // ms; 0 when nothing has come yet
let restarting = false;

/** @param {string} id @returns {HTMLTextAreaElement} */
const box = (id) => /** @type {any} */ (document.getElementById(id));
const a = box("token-a");
const b = box("token-b");
const boxes = [a, b, key];

const engine = new Engine({
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
  answer(answer) {
    apply(answer.sections ?? {}, localize);
    delete page.dataset.stale;
    announce(answer.announcement ?? "");
    refresh.after(answer.refresh ?? 0);
  },
  restarted() {
    restarting = true;
    delete page.dataset.ready;
    forget();
    say("restarted");
  },
  off(missing) {
    if (serverForm) page.dataset.ready = "server";
    else delete page.dataset.ready;
    delete page.dataset.stale;
    say(missing ? "off" : "failed");
  },
  requests: countWorker,
});

const refresh = new Refresh(compare);

function compare() {
  engine.ask({ type: "compare", a: within(a), b: within(b), key: within(key), encoding: encoding.value, now: Date.now() });
}

/** Typing and pasting. */
function changed() {
  count();
  quiet("restarted", "too-long");
  if (engine.state !== "ready" && engine.state !== "off") page.dataset.stale = ""; // what is shown belongs to another text
  compare();
}

for (const each of boxes) each.addEventListener("input", changed);
encoding.addEventListener("change", changed);

document.getElementById("swap")?.addEventListener("click", (event) => {
  if (engine.state === "off") return; // the server swaps
  event.preventDefault();
  [a.value, b.value] = [b.value, a.value];
  changed();
});
document.getElementById("clear")?.addEventListener("click", () => {
  for (const each of boxes) each.value = "";
  encoding.value = "auto";
  changed();
  a.focus();
});

// While the tab checks, nothing is sent anywhere, whatever asks for it.
document.getElementById("compare")?.addEventListener("submit", (event) => {
  if (engine.state === "ready") event.preventDefault();
});

// Browsers keep a page that was left, boxes and all, and may show it again.
addEventListener("pagehide", () => {
  for (const each of boxes) each.value = "";
  engine.stop();
  refresh.after(0);
  document.getElementById("difference")?.replaceChildren();
  empty();
  hush();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  if (engine.state === "off") location.replace(location.pathname);
  else compare();
});

watchBeginnings();

// As in the inspector: never in the way of the first paint.
const start = () => engine.start();
for (const intent of ["focusin", "pointerdown", "keydown", "paste", "dragover"]) {
  document.addEventListener(intent, start, { once: true, capture: true, passive: true });
}
addEventListener("load", () => {
  const saving = /** @type {any} */ (navigator).connection?.saveData;
  if (!saving) setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(start), idle);
});
if (boxes.some((each) => each.value)) compare();
