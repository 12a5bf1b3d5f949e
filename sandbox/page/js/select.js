/** The select menus of Block Kit as one ARIA combobox: type to filter, arrows to move, Enter to choose, Escape to close. */

import { announce, el, fresh, icon, replace } from "./dom.js";
import { say } from "./words.js";

const PAUSE_MS = 200;

/**
 * `find(text)` gives a promise of [{label, hint?, group?, value}]; `label(value)` says what a chosen value is called.
 * `onchange(values)` gets the chosen values; with `many` there may be several.
 */
export function combobox({
  find,
  label,
  chosen = [],
  many = false,
  placeholder = "",
  name,
  onchange,
  wait = false,
  describedby,
}) {
  const id = fresh("options");
  const box = { find, label, chosen: [...chosen], many, onchange, wait, options: [], active: -1, asked: 0 };
  box.list = el("div", { role: "listbox", id, class: "options", hidden: true, "aria-label": name });
  box.input = el("input", {
    type: "text",
    role: "combobox",
    class: "select-input",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": name,
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
    "aria-describedby": describedby,
    placeholder: placeholder || say("select.choose"),
    onclick: () => open(box),
    oninput: () => typed(box),
    onkeydown: (event) => onKey(event, box),
    onblur: () => shut(box),
  });
  box.chips = el("span", { class: "chips" });
  box.node = el("div", { class: many ? "select many" : "select" }, box.chips, box.input, icon("down"), box.list);
  show(box);
  return { node: box.node, values: () => box.chosen };
}

function show(box) {
  if (!box.many) {
    box.input.value = box.chosen.length ? box.label(box.chosen[0]) : "";
    return;
  }
  box.input.value = "";
  replace(
    box.chips,
    box.chosen.map((value) => chip(box, value)),
  );
}

function chip(box, value) {
  const label = box.label(value);
  const drop = () => {
    box.chosen = box.chosen.filter((one) => one !== value);
    changed(box);
    box.input.focus();
  };
  return el(
    "button",
    { type: "button", class: "chip", "aria-label": say("select.remove", { name: label }), onclick: drop },
    label,
    icon("close"),
  );
}

function typed(box) {
  clearTimeout(box.timer);
  if (box.wait) box.timer = setTimeout(() => open(box, box.input.value), PAUSE_MS);
  else open(box, box.input.value);
}

async function open(box, text = "") {
  const asked = ++box.asked;
  let options;
  try {
    options = await box.find(text);
  } catch (problem) {
    return list(box, [], say("select.failed", { problem: problem.message }));
  }
  if (asked === box.asked && document.activeElement === box.input)
    list(box, options, options.length ? "" : say("select.none"));
}

function list(box, options, note) {
  box.options = options;
  box.list.hidden = false;
  box.input.setAttribute("aria-expanded", "true");
  replace(box.list, grouped(box, options), note && el("div", { class: "options-note" }, note));
  activate(box, options.length ? 0 : -1);
  announce(note || say("select.count", { count: options.length }));
}

function grouped(box, options) {
  let group;
  return options.flatMap((option, index) => {
    const head =
      option.group && option.group !== group
        ? [el("div", { class: "options-group", "aria-hidden": "true" }, option.group)]
        : [];
    group = option.group;
    return [...head, row(box, option, index)];
  });
}

function row(box, option, index) {
  const take = (event) => {
    event.preventDefault();
    choose(box, index);
  }; // before the input loses the focus
  return el(
    "div",
    { role: "option", id: `${box.list.id}-${index}`, class: "option", "aria-selected": "false", onmousedown: take },
    option.label,
    option.hint && el("span", { class: "item-hint" }, option.hint),
  );
}

function activate(box, index) {
  box.active = index;
  for (const [at, node] of [...box.list.querySelectorAll("[role=option]")].entries()) {
    node.setAttribute("aria-selected", String(at === index));
    if (at === index) node.scrollIntoView({ block: "nearest" });
  }
  if (index < 0) box.input.removeAttribute("aria-activedescendant");
  else box.input.setAttribute("aria-activedescendant", `${box.list.id}-${index}`);
}

function choose(box, index) {
  const option = box.options[index];
  if (!option) return;
  if (!box.many) box.chosen = [option.value];
  else if (!box.chosen.some((one) => box.label(one) === option.label)) box.chosen.push(option.value);
  shut(box);
  changed(box);
}

function changed(box) {
  show(box);
  box.onchange?.(box.chosen);
}

function shut(box) {
  box.asked += 1;
  box.list.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
  if (!box.many) box.input.value = box.chosen.length ? box.label(box.chosen[0]) : "";
}

function onKey(event, box) {
  const shown = !box.list.hidden;
  const last = box.options.length - 1;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!shown) open(box);
    else if (last >= 0) activate(box, (box.active + (event.key === "ArrowDown" ? 1 : last)) % (last + 1));
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (shown) choose(box, box.active);
    else open(box);
  } else if (event.key === "Escape" && shown) {
    event.preventDefault();
    event.stopPropagation();
    shut(box);
  } else if (event.key === "Backspace" && !box.input.value && box.chosen.length) {
    box.chosen = box.chosen.slice(0, -1);
    changed(box);
  }
}
