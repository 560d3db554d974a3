// The pages are there in several languages. Runs before the first paint, so that
// an offer does not push down what is already shown.
//
// Whoever changes the language keeps what is in the boxes. It goes along in
// window.name, which belongs to this tab: it is in no address, in no storage and
// in no request, and the next page empties it before it does anything else.

const root = document.documentElement;
const key = "language"; // where a choice is stored, with the theme the only one
const mark = "jotlens ";

/** What was in the boxes of the page before, by the ids of the boxes.
 * @type {Record<string, string> | null} */
let carried = null;
if (window.name.startsWith(mark)) {
  try {
    carried = JSON.parse(window.name.slice(mark.length));
  } catch {
    // It is not ours after all.
  }
  window.name = "";
}
Object.assign(globalThis, { takeBoxes });

/** Hands the boxes to the script of the page, once. */
function takeBoxes() {
  const boxes = carried;
  carried = null;
  return boxes;
}

/** "en" or "zh", of a language tag. @param {string} tag */
const main = (tag) => tag.split("-", 1)[0].toLowerCase();

/** The addresses of this page by language, from its head. */
const addresses = new Map(
  [...document.querySelectorAll("link[rel=alternate][hreflang]")].map((link) => [
    main(/** @type {HTMLLinkElement} */ (link).hreflang),
    /** @type {HTMLLinkElement} */ (link).getAttribute("href") ?? "",
  ]),
);

/** A link may ask for a language: the same page opens in it, with all that stands in
 * the fragment. */
function obeyLink() {
  const wanted = main(/(?:^|[#&])lang=([A-Za-z-]{2,20})(?:&|$)/.exec(location.hash)?.[1] ?? "");
  const path = wanted && wanted !== main(root.lang) && addresses.get(wanted);
  if (path) location.replace(new URL(path, location.href).pathname + location.hash);
}
obeyLink();
addEventListener("hashchange", obeyLink);

/** Storage may be switched off. */
function chosen() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} language */
function choose(language) {
  delete root.dataset.offer;
  try {
    localStorage.setItem(key, language);
  } catch {
    // The choice lasts as long as the page.
  }
}

/** The first language of the reader that the pages are in. */
const liked = navigator.languages.map(main).find((language) => addresses.has(language));
if (liked && liked !== main(root.lang) && !chosen()) root.dataset.offer = liked;

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-decline]")) return choose(main(root.lang));
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (target?.closest("a[data-language]"));
  if (!link) return;
  choose(main(link.hreflang));
  if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) carry();
});

/** Takes along what is in the boxes. If the other page never comes, they are
 * forgotten. */
function carry() {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll("form.inputs :is(textarea, select, input:not([type=checkbox], [type=radio], [type=hidden]))[id]")
  );
  const filled = Object.fromEntries([...boxes].filter((box) => box.value).map((box) => [box.id, box.value]));
  if (Object.keys(filled).length === 0) return;
  window.name = mark + JSON.stringify(filled);
  setTimeout(() => (window.name = ""), 10_000);
}
