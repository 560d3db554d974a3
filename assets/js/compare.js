// The page /compare: two tokens and perhaps a key go to the engine, what differs
// comes back as sections.

import { announce, hush } from "./announce.js";
import { watchBeginnings } from "./beginning.js";
import { encoding, key } from "./boxes.js";
import { fillCarried } from "./carried.js";
import { localize, Refresh } from "./clock.js";
import { Engine } from "./engine.js";
import { fetchInTime, listening } from "./life.js";
import { count } from "./seal.js";
import { apply, empty, forget } from "./sections.js";
import { quiet } from "./status.js";
import { within } from "./token-box.js";

const page = document.documentElement;

/** @param {string} id @returns {HTMLTextAreaElement} */
const box = (id) => /** @type {any} */ (document.getElementById(id));
const a = box("token-a");
const b = box("token-b");
const boxes = [a, b, key];

const engine = new Engine(listening({
  answer(answer) {
    apply(answer.sections ?? {}, localize);
    delete page.dataset.stale;
    announce(answer.announcement ?? "");
    refresh.after(answer.refresh ?? 0);
  },
  restarted: forget,
  off() {
    delete page.dataset.stale;
  },
  issuers() {
    if (boxes.some((each) => each.value)) compare();
  },
}));

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

fetchInTime(engine);
fillCarried();
if (boxes.some((each) => each.value)) compare();
