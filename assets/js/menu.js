// Menus: <details class="menu"> that close when somebody chooses, clicks elsewhere
// or goes on with the keyboard.

/**
 * Makes the menu's buttons of one name work in the tab.
 * @param {string} id of the menu
 * @param {string} name of its buttons
 * @param {(value: string) => boolean} choose is told the button's value; false when
 * there is no engine, and the form goes to the server
 */
export function watchMenu(id, name, choose) {
  const menu = /** @type {HTMLDetailsElement | null} */ (document.getElementById(id));
  if (!menu) return;
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest("button");
    if (button && button.name === name && choose(button.value)) {
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary")?.focus();
    } else if (!menu.contains(target)) menu.open = false;
  });
  // A long menu ends below the screen: the page then moves up under it.
  menu.addEventListener("toggle", () => menu.open && menu.lastElementChild?.scrollIntoView({ block: "nearest" }));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation(); // twice, it would empty the boxes
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}
