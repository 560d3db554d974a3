// The polite live region: a screen reader hears the verdict once per pause in
// typing, and only when it has changed.

const region = document.getElementById("announce");
const pause = 700; // ms

let verdict = "";
let timer = 0;

/** Says the verdict after a pause. @param {string} text */
export function announce(text) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (text === verdict) return;
    verdict = text;
    tell(text);
  }, pause);
}

/** Says something at once. @param {string} text */
export function tell(text) {
  if (region) region.textContent = text;
}

/** Takes back everything, said or not. */
export function hush() {
  clearTimeout(timer);
  verdict = "";
  tell("");
}
