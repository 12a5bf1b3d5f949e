/** Building and changing the document. Text only ever becomes text nodes; no markup is parsed anywhere on the page. */

const SVG = "http://www.w3.org/2000/svg";

/** An element. `on*` attributes take functions; true sets an empty attribute, false/null/undefined none. */
export function el(tag, attributes = {}, ...children) {
  return fill(dress(document.createElement(tag), attributes), children);
}

function dress(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      if (typeof value === "function") node.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  return node;
}

function fill(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Puts `children` in place of everything in `node`. */
export function replace(node, ...children) {
  node.replaceChildren();
  return fill(node, children);
}

export const $ = (id) => document.getElementById(id);

let last = 0;
/** An id that no other element of the page has. */
export const fresh = (prefix) => `${prefix}-${++last}`;

const PATHS = {
  hash: "M6 2 4.5 14M11.5 2 10 14M2.5 5.5h12M1.5 10.5h12",
  menu: "M2 4h12M2 8h12M2 12h12",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  plus: "M8 3v10M3 8h10",
  send: "M2.5 13.5 14 8 2.5 2.5 4.5 8zM4.5 8H9",
  thread: "M2.5 3h11v7.5H8L5 13.5v-3H2.5z",
  more: "M8 3.2v.1M8 8v.1M8 12.8v.1",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  clock: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.5V8l2.5 1.8",
  wire: "M1.5 8h3l2-5 3 10 2-5h3",
  file: "M4 1.5h5l3.5 3.5v9.5H4zM9 1.5V5h3.5",
  bolt: "M9 1.5 3 9h4l-1 5.5L13 7H8.5z",
  warning: "M8 2 15 14H1zM8 6.5v3.5M8 12v.1",
  down: "M4 6.5 8 10.5l4-4",
  check: "M3 8.5 6.5 12 13 4.5",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
  back: "M9.5 3.5 5 8l4.5 4.5",
  up: "M8 13V3M4 7l4-4 4 4",
  lock: "M4 7h8v6.5H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  trash: "M3 4.5h10M6 4.5V2.5h4v2M4.5 4.5l.5 9h6l.5-9",
};

/** A line drawing that screen readers pass over; what it means stands in text beside it or in the button's label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 16 16",
    "aria-hidden": "true",
    class: "icon",
    focusable: "false",
  })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.more);
  svg.append(path);
  return svg;
}

/** A button with a drawing and, for those who do not see it, a label (also its tooltip). */
export function iconButton(name, label, onclick, attributes = {}) {
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes },
    icon(name),
  );
}

const LONGEST_PRESS_MS = 10_000;
let pressed = false;
const waiting = [];

function release() {
  pressed = false;
  setTimeout(goOn); // the click comes first
}

function goOn() {
  if (pressed) return; // again already: its own end goes on
  document.body.ariaBusy = null;
  waiting.splice(0).forEach((go) => go());
}

addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, true);
// Of the window alone: whatever had the focus loses it by the very press.
addEventListener("blur", ({ target }) => target === window && release());

/** Once nothing is pressed any longer: what is drawn anew under a press loses its click. The page is busy till then. */
export function released() {
  if (!pressed) return Promise.resolve();
  document.body.ariaBusy = "true";
  return new Promise((resolve) => {
    waiting.push(resolve);
    setTimeout(resolve, LONGEST_PRESS_MS);
  });
}

/** Says `text` to screen readers once, without moving anything. */
export function announce(text) {
  const live = $("live");
  live.append(el("p", {}, text));
  while (live.childElementCount > 8) live.firstElementChild.remove();
}
