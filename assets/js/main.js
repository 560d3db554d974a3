// Wires the page: what is typed goes to the engine, what the engine answers goes
// into the page.

import { announce, hush } from "./announce.js";
import { watchBeginnings } from "./beginning.js";
import { encoding, key, payload, token } from "./boxes.js";
import { pointOut, showBroken, watchBreaks } from "./break.js";
import { fillCarried } from "./carried.js";
import { localize, Refresh } from "./clock.js";
import { watchCopying } from "./copy.js";
import { dueDraft, endEditing, noEditing, showBuilt, showDraft, stillWritten, watchEditing, written } from "./edit.js";
import { endTools, showAmended, watchTools } from "./edit-tools.js";
import { Engine } from "./engine.js";
import { refreshEvidence, watchEvidence } from "./evidence.js";
import { dropDemoKey, exampleName, sampleHouse, showExample, watchExamples } from "./examples.js";
import { expectations, expectAnew, fillExpected, markFields, stated, watchExpectations } from "./expect.js";
import { exported, notExported, watchExports } from "./export.js";
import { refreshHighlights, watchHighlights } from "./highlight.js";
import { fetchInTime, listening, served } from "./life.js";
import { besideToken, dropLink, exampleCame, pointAtFocus, showLink, watchLinks } from "./links.js";
import { beginMaking, cannotMake, showConverted, watchKeys } from "./makekey.js";
import { showNegative, watchNegative } from "./negative.js";
import { watchNested } from "./nested.js";
import { count } from "./seal.js";
import { abandonSearch, showGuess, showSearch, watchSearch } from "./search.js";
import { apply, empty, forget } from "./sections.js";
import { notShared, shared, watchSharing } from "./share.js";
import { watchShortcuts } from "./shortcuts.js";
import { showSnippets, snippetsOpen, watchSnippets } from "./snippets.js";
import { quiet } from "./status.js";
import { watchTokenBox, within } from "./token-box.js";
import { colored, follow } from "./underlay.js";

const page = document.documentElement;

let pick = 0; // which of several tokens
let tryEmbedded = false; // the key that the token itself carries is tried
let known = ""; // a secret that a search has found; the engine tries it again

/** What becomes of an answer, by its type; all others show the page anew.
 * @type {Record<string, (answer: any) => void>} */
const answers = {
  link: showLink,
  example: (answer) => exampleCame(() => showExample(answer)),
  export: exported,
  snippets: (answer) => showSnippets(answer, localize),
  break: showBroken,
  negative: showNegative,
  draft: showDraft,
  amend: showAmended,
  share: (answer) => shared(answer, localize),
  module: beginMaking,
  convertKey: showConverted,
};

const engine = new Engine(listening({
  answer: (answer) => (answers[answer.type] ?? show)(answer),
  restarted() {
    abandonSearch();
    forget();
    notExported();
    notShared();
  },
  off() {
    notExported();
    notShared();
    cannotMake();
    noEditing();
  },
  search(message) {
    showSearch(message);
    if (!message.secret) return;
    known = message.secret;
    inspect();
  },
  issuers() {
    if (token.value) inspect();
  },
}));

const refresh = new Refresh(inspect);

/** What the engine is asked about. */
const question = () => ({
  token: within(token),
  key: within(key),
  payload: within(payload),
  encoding: encoding.value,
  pick,
  tryEmbedded,
  known,
  link: besideToken(),
  ...stated(),
  house: sampleHouse(),
  now: Date.now(),
});

function inspect() {
  engine.ask({ type: "inspect", ...question(), ...dueDraft() });
  if (snippetsOpen()) askSnippets();
}

function askSnippets() {
  engine.ask({ type: "snippets", ...question() });
}

/** @param {{sections?: Record<string, string>, announcement?: string, refresh?: number, search?: string, guess?: any, built?: any, expected?: any}} answer */
function show(answer) {
  const replaced = apply(answer.sections ?? {}, localize);
  delete page.dataset.stale;
  showBuilt(answer.built);
  if (answer.built?.later) return follow();
  fillExpected(answer.expected);
  markFields();
  showGuess(answer.guess, Boolean(answer.search));
  colored();
  if (replaced.length > 0) {
    refreshHighlights();
    refreshEvidence();
  }
  pointAtFocus();
  pointOut();
  announce(answer.announcement ?? "");
  refresh.after(answer.refresh ?? 0);
}

/** Typing and pasting. */
function changed() {
  count();
  quiet("restarted", "too-long", "not-text", "seen", "ignored", "no-sample");
  if (engine.state !== "ready") page.dataset.stale = ""; // what is shown belongs to another text
  inspect();
}

/** The key decides what is signed, and what is read. */
const keyChanged = () => written() || changed();

token.addEventListener("input", () => {
  if (stillWritten()) return keyChanged();
  pick = 0;
  tryEmbedded = false;
  if (!token.value) known = "";
  follow();
  expectAnew();
  dropDemoKey();
  dropLink();
  changed();
});
key.addEventListener("input", keyChanged);
encoding.addEventListener("change", keyChanged);
payload.addEventListener("input", changed);

document.addEventListener("click", (event) => {
  const choice = event.target instanceof Element && event.target.closest("[data-pick], [data-try-embedded]");
  if (!choice || engine.state === "off") return;
  event.preventDefault();
  if (choice.hasAttribute("data-pick")) pick = Number(choice.getAttribute("data-pick"));
  else tryEmbedded = true;
  inspect();
});

// While the tab checks, nothing is sent anywhere, whatever asks for it.
document.getElementById("inspect")?.addEventListener("submit", (event) => {
  if (engine.state === "ready") event.preventDefault();
});

// Browsers keep a page that was left, boxes and all, and may show it again.
addEventListener("pagehide", () => {
  token.value = key.value = payload.value = known = "";
  abandonSearch();
  endEditing();
  endTools();
  engine.stop();
  refresh.after(0);
  empty();
  hush();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  // The example of a rule comes back with its token; the inspector comes back empty.
  if (engine.state === "off" || document.getElementById("sample-note")) location.replace(location.pathname);
  else inspect();
});

watchExpectations(changed, () => engine.state !== "off");
watchEditing({
  ask: (type, more) => engine.ask({ type, ...question(), ...more }),
  changed,
  look: inspect,
  pick: (index = pick) => (pick = index),
});
watchTools((type, more) => engine.ask({ type, ...question(), ...more }));
watchTokenBox();
watchBeginnings();
watchHighlights();
watchEvidence();
watchCopying();
watchNested();
watchShortcuts();
watchSearch((type) => engine.search(type));
watchSnippets(askSnippets);
// Once more would come too late: whoever asked has been told that it failed.
watchSharing(() => ({ ...question(), sample: exampleName() }), (wanted) => engine.ask({ type: "share", ...wanted, retried: true }));
watchExports((wanted) => engine.ask({ type: "export", ...question(), ...wanted, retried: true }), served);
watchExamples((name) => engine.ask({ type: "example", name, now: Date.now() }));
watchBreaks((name) => engine.ask({ type: "break", name, ...question() }));
watchNegative((more) => engine.ask({ type: "negative", ...question(), ...more }));
watchKeys(() => engine.ask({ type: "module" }), (content) => engine.ask({ type: "convertKey", ...content }));
watchLinks({
  ask: (fragment) => engine.ask({ type: "link", fragment }),
  example: (name, now) => engine.ask({ type: "example", name, now }),
  look: inspect,
});

fetchInTime(engine);
fillCarried();
follow();
if (token.value || key.value || payload.value || Object.values(expectations()).some(Boolean)) inspect();
else if (document.activeElement === token) engine.start();
