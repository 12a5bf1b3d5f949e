/** Where a list of messages stands: at its newest one, and of one that is taller than the window at its first line. */

const NEAR_END_PX = 60;
const AIR_PX = 12;
const put = new WeakMap(); // scrolling box → where it was put last

/** Is the reader at the end, or where the newest message was put? Then a newer one may move the list. */
export function followsEnd(box) {
  const left = box.scrollHeight - box.scrollTop - box.clientHeight;
  return left < NEAR_END_PX || Math.abs(box.scrollTop - (put.get(box) ?? -NEAR_END_PX)) < AIR_PX;
}

export const newestIn = (list) => list.lastElementChild?.dataset.key;

export function showNewest(box, list) {
  const last = list.lastElementChild;
  const top = last ? last.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - AIR_PX : 0;
  box.scrollTop = Math.min(box.scrollHeight - box.clientHeight, Math.max(0, top));
  put.set(box, box.scrollTop);
}
