// The form of what an API expects: its fields, the buttons under it, and the
// marks of fields that cannot be read. What the fields mean is the engine's.

/** @typedef {Record<string, string>} Expectations by the names of inspect.ExpectNames */

const form = /** @type {HTMLDetailsElement | null} */ (document.getElementById("expectations"));
const prefix = "expect_";
const fields = /** @type {HTMLInputElement[]} */ ([...(form?.querySelectorAll(`input[name^="${prefix}"]`) ?? [])]);

/** @param {HTMLInputElement} field */
const nameOf = (field) => field.name.slice(prefix.length);

/** What stands in the fields. @returns {Expectations} */
export const expectations = () => Object.fromEntries(fields.map((field) => [nameOf(field), field.value]));

// What the operator expects of an issuer is filled in where nobody has typed, and
// goes when a token of somebody else comes.
/** @type {Expectations} what was filled in; it stands there as long as nobody types */
let filled = {};
let opened = false; // the form, to show what was filled in
let own = false; // the person has emptied the fields, and wants nothing filled in

const ofToken = fields.filter((field) => !["leeway", "at"].includes(nameOf(field))); // the others set the clock

/** Whether the fields hold these texts. @param {Expectations} texts */
const hold = (texts) => ofToken.every((field) => field.value === (texts[nameOf(field)] ?? ""));
/** Whether nobody has typed what is expected of the token. */
const untyped = () => hold({}) || hold(filled);

/** What the person states, for the engine. */
export function stated() {
  const expect = expectations();
  if (untyped()) for (const field of ofToken) expect[nameOf(field)] = "";
  return { expect, own: own ? "own" : "" };
}

/** Another token has come: what the person did not want of the one before may be wanted. */
export function expectAnew() {
  own = false;
}

/** Shows what the operator expects. @param {Expectations | null | undefined} values */
export function fillExpected(values) {
  if (!form || !untyped()) return;
  const before = Boolean(Object.keys(filled).length);
  filled = values ?? {};
  for (const field of ofToken) field.value = filled[nameOf(field)] ?? "";
  if (values && !before && !form.open) form.open = opened = true;
  if (!values && before && opened) form.open = opened = false;
}

/** Fills the fields; what is undefined stays. Everything that listens for typing hears of it.
 * @param {Expectations} values */
export function expect(values) {
  for (const field of fields) field.value = values[nameOf(field)] ?? field.value;
  if (form) form.open = true;
  fields[0]?.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Marks the fields whose notes say that they cannot be read. */
export function markFields() {
  for (const field of fields) {
    const faulty = document.getElementById(`${field.id}-note`)?.dataset.state === "fault";
    field.ariaInvalid = faulty ? "true" : null;
  }
}

/** Starts listening.
 * @param {() => void} changed is told of typing
 * @param {() => boolean} live false when the form goes to the server */
export function watchExpectations(changed, live) {
  for (const field of fields) {
    field.addEventListener("input", () => {
      own ||= ofToken.includes(field) && hold({});
      changed();
    });
  }
  form?.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button");
    if (!button) return;
    if (button.id === "expect-clear") {
      expect(Object.fromEntries(fields.map((field) => [nameOf(field), ""])));
      fields[0]?.focus();
    } else if (button.id === "expect-fill" && live()) {
      event.preventDefault();
      const values = fields.map((field) => [nameOf(field), button.getAttribute(`data-expect-${nameOf(field)}`) ?? field.value]);
      expect(Object.fromEntries(values));
    }
  });
}
