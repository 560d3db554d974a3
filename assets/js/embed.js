// The page that other sites show in a frame. What it shows stands in the fragment,
// which the site around it wrote and which therefore stays where it is.

import { announce, hush } from "./announce.js";
import { encoding, key, token } from "./boxes.js";
import { localize, Refresh } from "./clock.js";
import { watchCopying } from "./copy.js";
import { watchParent } from "./embed-parent.js";
import { Engine } from "./engine.js";
import { press, refreshEvidence, watchEvidence } from "./evidence.js";
import { findToken } from "./find.js";
import { refreshHighlights, watchHighlights } from "./highlight.js";
import { listening } from "./life.js";
import { count } from "./seal.js";
import { apply, empty, forget } from "./sections.js";
import { quiet, say, sayAll } from "./status.js";
import { within } from "./token-box.js";
import { colored, follow } from "./underlay.js";

const page = document.documentElement;
const openLink = /** @type {HTMLAnchorElement} */ (document.getElementById("open"));
const inspector = openLink.getAttribute("href") ?? "/";

/** What the address says beside the token. @type {{focus: string, note: string} | null} */
let beside = null;
/** What an API expects, and the clock. @type {Record<string, string>} */
let expect = {};
/** The example that the address asks for.
 * @type {{token: string, key: string, encoding: string, payload: string} | null} */
let example = null;
let pick = 0; // which of several tokens
let tryEmbedded = false; // the key that the token itself carries is tried
let unmarked = false; // the mark that the address asks for is still to be made

// The program has obeyed the query already. A host of files sends one page, whatever
// the query asks for.
const query = new URLSearchParams(location.search);
if (query.get("edit") === "on") token.readOnly = false;
const theme = query.get("theme");
if (theme === "light" || theme === "dark") page.dataset.theme = theme;

/** @type {Record<string, (answer: any) => void>} */
const answers = { link: opened, example: exampleCame };

const engine = new Engine(listening({
  answer: (answer) => (answers[answer.type] ?? show)(answer),
  restarted: forget,
}));

const refresh = new Refresh(inspect);

/** The key, where there is a box for it, and otherwise that of the example. */
function keyed() {
  if (key) return { key: within(key), encoding: encoding.value };
  if (example && example.token === token.value) return { key: example.key, encoding: example.encoding };
  return { key: "", encoding: "auto" };
}

function inspect() {
  engine.ask({
    type: "inspect",
    token: within(token),
    ...keyed(),
    payload: example && example.token === token.value ? example.payload : "",
    pick,
    tryEmbedded,
    link: beside,
    expect,
    now: Date.now(),
  });
}

/** @param {any} answer */
function show(answer) {
  const replaced = apply(answer.sections ?? {}, localize);
  delete page.dataset.stale;
  colored();
  if (replaced.length > 0) {
    refreshHighlights();
    refreshEvidence();
  }
  const button = /** @type {HTMLElement | null} */ (document.querySelector("#link-note [data-show]"));
  if (unmarked && button) {
    unmarked = false;
    press(button);
  }
  announce(answer.announcement ?? "");
  refresh.after(answer.refresh ?? 0);
}

/** Opens what the address names. */
function open() {
  const fragment = location.hash.slice(1);
  openLink.href = inspector + location.hash;
  token.value = findToken(fragment); // at once; the engine then reads the whole
  if (fragment) engine.ask({ type: "link", fragment });
  else say("nothing");
}

/** @param {any} link what the engine read in the fragment */
function opened(link) {
  quiet();
  beside = link.focus || link.note || link.expect?.at ? { focus: link.focus, note: link.note } : null;
  unmarked = Boolean(link.focus);
  expect = link.expect ?? {};
  example = null;
  if (key) key.value = link.key;
  if (link.sample) engine.ask({ type: "example", name: link.sample, now: link.clock || Date.now() });
  else put(link.token);
  const nothing = !link.token && !link.sample;
  sayAll([
    link.ignored ? "ignored" : "", link.key && !key ? "no-key" : "",
    link.unknown ? "no-sample" : nothing ? "nothing" : "",
  ].filter(Boolean));
}

/** @param {any} made */
function exampleCame(made) {
  example = made;
  if (key) {
    key.value = made.key;
    encoding.value = made.encoding;
  }
  put(made.token);
}

/** @param {string} text */
function put(text) {
  token.value = text;
  pick = 0;
  tryEmbedded = false;
  follow();
  inspect();
}

/** Typing. The link then opens what stands in the box. */
function changed() {
  count();
  quiet("restarted", "too-long", "nothing");
  openLink.href = inspector + (token.value ? `#token=${encodeURIComponent(token.value)}` : "");
  inspect();
}

token.addEventListener("input", () => {
  pick = 0;
  tryEmbedded = false;
  beside = null;
  expect = {};
  follow();
  changed();
});
key?.addEventListener("input", () => inspect());
encoding?.addEventListener("change", () => inspect());

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element && target.closest("[data-pick], [data-try-embedded], #link-clock, #link-close");
  if (!button) return;
  if (button.hasAttribute("data-pick")) pick = Number(button.getAttribute("data-pick"));
  else if (button.hasAttribute("data-try-embedded")) tryEmbedded = true;
  else if (button.id === "link-clock") expect = { ...expect, at: "" };
  else beside = null;
  inspect();
});

// Browsers keep a page that was left, boxes and all, and may show it again.
addEventListener("pagehide", () => {
  token.value = "";
  if (key) key.value = "";
  engine.stop();
  refresh.after(0);
  empty();
  hush();
});
addEventListener("pageshow", (event) => event.persisted && open());
addEventListener("hashchange", open);

watchParent();
watchHighlights();
watchEvidence();
watchCopying();

// A page may have many frames: each fetches its engine when somebody sees it.
new IntersectionObserver((entries, observer) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  observer.disconnect();
  open();
}).observe(document.body);
