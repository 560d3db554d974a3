// The line that says how the engine is, and what else the page has to tell. Its
// words stand in its data-words-* attributes.

import { words, write } from "./words.js";

const line = document.getElementById("engine-status");

/** What the line says now; "" for nothing. */
let topic = "";

/**
 * Says something until another topic comes or quiet is called.
 * @param {string} name of the words
 * @param {Record<string, string | number>} [values] for their placeholders
 * @param {Element | null} [place] where the words stand, if not at the line itself
 */
export function say(name, values, place = line) {
  const text = words(place, name, values);
  if (!line || !text) return;
  topic = name;
  // A screen reader need not hear every step of a progress.
  line.ariaBusy = name === "loading" ? "true" : null;
  write(line, text);
}

/** Says several things in one line. @param {string[]} names */
export function sayAll(names) {
  if (!line || names.length === 0) return;
  topic = names[0];
  line.ariaBusy = null;
  write(line, names.map((name) => words(line, name)).filter(Boolean).join(" "));
}

/** Takes away what was said about some topics, or about any. @param {string[]} topics */
export function quiet(...topics) {
  if (topics.length > 0 && !topics.includes(topic)) return;
  topic = "";
  if (line) line.ariaBusy = null;
  write(line, "");
}
