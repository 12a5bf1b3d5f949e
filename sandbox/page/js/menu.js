/** A button that opens a menu below it: arrows move, Enter chooses, Escape closes and gives the focus back. */

import { el, fresh } from "./dom.js";

/** `items()` gives [{label, hint?, danger?, checked?, icon?, onchoose}] when the menu opens. Returns a wrapping element. */
export function menu(button, items, { label } = {}) {
  const holder = el("span", { class: "menu-holder" }, button);
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () =>
    holder.querySelector("[role=menu]") ? close(holder, button) : open(holder, button, items(), label),
  );
  holder.addEventListener("focusout", (event) => holder.contains(event.relatedTarget) || close(holder, button, false));
  return holder;
}

function open(holder, button, items, label) {
  const id = fresh("menu");
  const list = el("div", {
    role: "menu",
    id,
    class: "menu",
    "aria-label": label ?? button.getAttribute("aria-label") ?? button.textContent,
  });
  list.append(...items.map((item) => entry(item, () => close(holder, button))));
  list.addEventListener("keydown", (event) => onKey(event, list, () => close(holder, button)));
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", id);
  holder.append(list);
  place(list, button);
  (list.querySelector("[aria-checked=true]") ?? list.querySelector("button"))?.focus();
}

function entry(item, done) {
  const choose = () => {
    done();
    item.onchoose();
  };
  const radio = item.checked !== undefined;
  return el(
    "button",
    {
      type: "button",
      role: radio ? "menuitemradio" : "menuitem",
      tabindex: "-1",
      class: item.danger ? "item danger" : "item",
      "aria-checked": radio ? String(item.checked) : null,
      onclick: choose,
    },
    item.before,
    el(
      "span",
      { class: "item-text" },
      el("span", {}, item.label),
      item.hint && el("span", { class: "item-hint" }, item.hint),
    ),
    item.checked && el("span", { class: "item-check", "aria-hidden": "true" }, "✓"),
  );
}

/** Menus at the foot of the window open upwards, those at its right edge leftwards. */
function place(list, button) {
  const [at, size] = [button.getBoundingClientRect(), list.getBoundingClientRect()];
  if (at.bottom + size.height + 8 > window.innerHeight && at.top > size.height) list.classList.add("above");
  if (at.left + size.width + 8 > window.innerWidth) list.classList.add("leftwards");
}

function close(holder, button, refocus = true) {
  const list = holder.querySelector("[role=menu]");
  if (!list) return;
  button.setAttribute("aria-expanded", "false");
  button.removeAttribute("aria-controls");
  if (refocus) button.focus();
  list.remove();
}

function onKey(event, list, shut) {
  const items = [...list.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key in moves) {
    event.preventDefault();
    items.at(moves[event.key] % items.length)?.focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    shut();
  } else if (event.key.length === 1 && event.key !== " ") {
    items.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
}
