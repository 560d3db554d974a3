// Runs before the first paint: it applies the chosen theme so that nothing
// flashes, and later serves the #theme menu. The theme is stored, and
// the choice of a language; this program never stores anything else.

const root = document.documentElement;
const key = "theme";

/** @param {string | null} theme "light", "dark", or anything else for the system's */
function apply(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
}

/** Storage may be switched off; then the choice lasts as long as the page. */
function stored() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} theme */
function store(theme) {
  try {
    if (theme === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // The page still shows the theme.
  }
}

apply(stored());

const menu = () => /** @type {HTMLSelectElement | null} */ (document.getElementById("theme"));
const showChoice = () => {
  const select = menu();
  if (select) select.value = root.dataset.theme ?? "system";
};
document.addEventListener("DOMContentLoaded", showChoice);
addEventListener("pageshow", showChoice);
document.addEventListener("change", (event) => {
  const select = menu();
  if (!select || event.target !== select) return;
  apply(select.value);
  store(select.value);
});
// Another tab of this page changed it.
addEventListener("storage", (event) => {
  if (event.key !== key) return;
  apply(event.newValue);
  showChoice();
});
