// Brings two places of the page into sight at once, if both fit on the screen.

const margin = 16; // CSS pixels around what is shown

/** Scrolls a box until a place in it shows. @param {Element | null | undefined} box @param {DOMRect} at */
function scrollWithin(box, at) {
  if (!box) return;
  const view = box.getBoundingClientRect();
  if (at.top >= view.top && at.bottom <= view.bottom) return;
  box.scrollTo({ top: box.scrollTop + at.top - view.top - Math.max(0, view.height - at.height) / 2, behavior: "instant" });
}

/**
 * @param {Element | null} element what matters most
 * @param {Range} [range] of the token's colored copy
 */
export function bringIntoSight(element, range) {
  const rects = [];
  if (range) {
    scrollWithin(range.startContainer.parentElement?.closest(".editor"), range.getBoundingClientRect());
    rects.push(range.getBoundingClientRect());
  }
  if (element) {
    scrollWithin(element.parentElement?.closest(".panel-body"), element.getBoundingClientRect());
    rects.push(element.getBoundingClientRect());
  }
  if (rects.length === 0) return;
  const room = innerHeight - 2 * margin;
  const last = rects[rects.length - 1];
  let top = Math.min(...rects.map((rect) => rect.top));
  let bottom = Math.max(...rects.map((rect) => rect.bottom));
  if (bottom - top > room) ({ top, bottom } = last);
  if (top >= margin && bottom <= innerHeight - margin) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const space = Math.max(0, room - (bottom - top)) / 2;
  scrollBy({ top: top - margin - space, behavior: still ? "instant" : "smooth" });
}
