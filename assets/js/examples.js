// Examples come from the engine. The key of an example goes away with its token,
// so that nobody's own token is judged by it.

import { encoding, fill, key, payload, token } from "./boxes.js";
import { expect } from "./expect.js";
import { watchMenu } from "./menu.js";
import { quiet, say } from "./status.js";

const quick = 300; // ms of making that nobody needs to be told about
let making = 0;

/** @typedef {{name: string, token: string, key: string, encoding: string, payload: string}} Example */

/** Says that the page came with the example of a rule. */
const note = document.getElementById("sample-note");

/** The example that the boxes hold. @type {Example | null} */
let loaded = note && { name: "", token: token.value, key: key.value, encoding: encoding.value, payload: payload.value };
/** Its token, and those that were made of it. @type {Set<string>} */
const own = new Set(loaded ? [loaded.token] : []);

/** @param {Example} example */
export function showExample(example) {
  clearTimeout(making);
  quiet("making");
  dropSample();
  loaded = example;
  own.clear();
  own.add(example.token);
  payload.value = example.payload;
  fill({ token: example.token, key: example.key, encoding: example.encoding });
}

/** The name of the example that stands in the boxes as it came; "" when another token
 * does, or an example without a name. */
export const exampleName = () => (token.value === loaded?.token && payload.value === loaded.payload ? loaded.name : "");

/** What the site says that has the rule of the example; "" when this site says it. */
export const sampleHouse = () => (note?.isConnected && note.dataset.house) || "";

/** Says that another token was made of the one in the box.
 * @param {string} text */
export function keepDemoKey(text) {
  if (own.has(token.value)) own.add(text);
}

/** Takes the example's key out of the key box when the token is no longer its own. */
export function dropDemoKey() {
  if (!loaded || own.has(token.value)) return;
  if (key.value === loaded.key) {
    key.value = "";
    encoding.value = "auto";
  }
  if (payload.value === loaded.payload) payload.value = "";
  loaded = null;
  own.clear();
  dropSample();
}

/** Takes away the note about the example of a rule, and the clock that came with it. */
function dropSample() {
  if (!note?.isConnected) return;
  note.remove();
  expect({ at: "" });
}

/** Starts listening. @param {(name: string) => boolean} ask is told the example's name;
 * false when there is no engine, and the form goes to the server */
export function watchExamples(ask) {
  watchMenu("examples", "example", (name) => {
    if (!ask(name)) return false;
    clearTimeout(making);
    making = setTimeout(() => say("making", {}, document.getElementById("examples")), quick);
    return true;
  });
}
