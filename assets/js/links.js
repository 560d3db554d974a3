// Links that carry a token in the fragment. The fragment is read once and leaves
// the address bar, and so the history, before anything is done with it.

import { fill, token } from "./boxes.js";
import { expect } from "./expect.js";
import { findToken } from "./find.js";
import { sayAll } from "./status.js";

/** Takes the fragment out of the address; "" when it names a place in the page. */
function take() {
  const fragment = location.hash.slice(1);
  if (!fragment || document.getElementById(fragment)) return "";
  history.replaceState(history.state, "", location.pathname + location.search);
  return fragment;
}

/** Starts listening. @param {(fragment: string) => void} ask is told what a link carries */
export function watchLinks(ask) {
  const read = () => {
    const fragment = take();
    if (!fragment) return;
    const rest = fragment.split("&").filter((part) => !part.startsWith("expect.")).join("&");
    const likely = findToken(rest.replace(/^.*?(?=eyJ)/, ""));
    if (likely) fill({ token: likely }); // at once; the engine then reads the whole link
    ask(fragment);
  };
  addEventListener("hashchange", read);
  read();
}

/** Shows what the engine read in a link.
 * @param {{found: boolean, token: string, key: string, ignored: boolean, seen: boolean, expect: Record<string, string> | null}} link */
export function showLink(link) {
  if (link.expect) expect(link.expect);
  if (link.token && link.token !== token.value || link.key) {
    fill({ token: link.token || undefined, ...(link.key && { key: link.key, encoding: "auto" }) });
  }
  sayAll([link.seen ? "seen" : "", link.ignored ? "ignored" : ""].filter(Boolean));
}
