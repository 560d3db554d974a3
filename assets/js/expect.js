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
  for (const field of fields) field.addEventListener("input", changed);
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
