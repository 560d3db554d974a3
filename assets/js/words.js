// The words that scripts show stand in the page, as data-words-* attributes on
// the element or on one around it, so that translations have one place.

const plural = new Intl.PluralRules(document.documentElement.lang || "en");

/**
 * The words called name for an element, with {placeholders} filled. When there
 * is a number n and the page has a form for its plural category ("-one"), that
 * form is used. "" when the page has no such words.
 * @param {Element | null} element
 * @param {string} name for instance "too-long" for data-words-too-long
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function words(element, name, values = {}) {
  const number = Number(values.n);
  const names = values.n === undefined ? [name] : [`${name}-${plural.select(number)}`, name];
  for (const candidate of names) {
    const attribute = `data-words-${candidate}`;
    const text = element?.closest(`[${attribute}]`)?.getAttribute(attribute);
    if (text != null) return text.replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all));
  }
  return "";
}

/**
 * Writes a text into an element: into its [data-text] child if there is one, so
 * that an icon beside it survives. Nothing is touched when the text is there already.
 * @param {Element | null} element
 * @param {string} text
 */
export function write(element, text) {
  const place = element?.querySelector("[data-text]") ?? element;
  if (place && place.textContent !== text) place.textContent = text;
}
