/** Where people write: Enter sends, "/" suggests commands, "@" people; files by button, by paste or dropped on the page. */

import { attempt, toast } from "./actions.js";
import { announce, el, fresh, icon, iconButton, replace } from "./dom.js";
import { menu } from "./menu.js";
import { bot, heading, here, store } from "./store.js";
import { say } from "./words.js";
import * as wire from "./wire.js";

const LARGEST_BYTES = 50 * 1024 * 1024;

/** A composer for the place one is in; with `thread`, which gives its `ts`, for answers in that thread. */
export function composer({ id, thread = null }) {
  const box = { thread: thread ?? (() => null), files: [], options: [], active: -1, listId: fresh("suggest") };
  box.list = el("div", {
    class: "suggestions",
    role: "listbox",
    id: box.listId,
    "aria-label": say("compose.suggestions"),
    hidden: true,
  });
  box.text = el("textarea", {
    id,
    rows: 1,
    "aria-autocomplete": "list",
    "aria-controls": box.listId,
    "aria-describedby": `${id}-help`,
    oninput: () => {
      grow(box);
      suggest(box);
      ready(box);
    },
    onkeydown: (event) => onKey(event, box),
    onpaste: (event) => addFiles(box, event.clipboardData?.files),
    onblur: () => hide(box),
  });
  box.waiting = el("div", { class: "waiting", hidden: true });
  box.picker = el("input", {
    type: "file",
    multiple: true,
    hidden: true,
    tabindex: "-1",
    "aria-hidden": "true",
    onchange: () => {
      addFiles(box, box.picker.files);
      box.picker.value = "";
    },
  });
  box.send = iconButton("send", say("compose.send"), () => send(box), {
    class: "icon-button send",
    "aria-disabled": "true",
  });
  box.bar = el("div", { class: "bar" }, plus(box, !thread), el("span", { class: "space" }), box.send);
  box.node = el(
    "div",
    { class: "composer" },
    box.list,
    box.waiting,
    box.text,
    box.picker,
    box.bar,
    el("p", { class: "unseen", id: `${id}-help` }, say("compose.help")),
  );
  box.add = (files) => addFiles(box, files);
  box.name = () => rename(box);
  box.fill = (text) => {
    box.text.value = text;
    grow(box);
    ready(box);
  };
  return box;
}

function rename(box) {
  const name = here() ? heading(here()).replace(/^# /, "#") : "";
  const label = box.thread() ? say("compose.reply") : say("compose.to", { name });
  box.text.placeholder = label;
  box.text.setAttribute("aria-label", label);
}

/** The menu at the left: a file, or (not in a thread) one of the app's global shortcuts. */
function plus(box, global) {
  const file = {
    label: say("compose.file"),
    hint: say("compose.file_hint"),
    before: icon("file"),
    onchoose: () => box.picker.click(),
  };
  const shortcuts = () =>
    store.shortcuts.map((one) => ({
      label: one.name,
      hint: bot()?.name,
      before: icon("bolt"),
      onchoose: () => attempt(() => wire.shortcut(store.me, one.callback_id)),
    }));
  return menu(iconButton("plus", say("compose.plus")), () => [file, ...(global ? shortcuts() : [])]);
}

function grow(box) {
  box.text.style.height = "auto";
  box.text.style.height = `${box.text.scrollHeight + 2}px`;
}

const empty = (box) => !box.text.value.trim() && !box.files.length;

function ready(box) {
  if (empty(box)) box.send.setAttribute("aria-disabled", "true");
  else box.send.removeAttribute("aria-disabled");
}

// ---- files

function addFiles(box, files) {
  for (const file of files ?? []) {
    if (file.size > LARGEST_BYTES) toast(say("compose.too_large", { name: file.name }));
    else box.files.push(file);
  }
  showFiles(box);
}

function showFiles(box) {
  const drop = (file) => {
    box.files = box.files.filter((one) => one !== file);
    showFiles(box);
    box.text.focus();
  };
  replace(
    box.waiting,
    box.files.map((file) =>
      el(
        "span",
        { class: "file" },
        icon("file"),
        el("span", { class: "file-name" }, file.name),
        iconButton("close", say("compose.drop_file", { name: file.name }), () => drop(file)),
      ),
    ),
  );
  box.waiting.hidden = !box.files.length;
  if (box.files.length) announce(say("compose.ready", { name: box.files.map((file) => file.name).join(", ") }));
  ready(box);
}

// ---- sending

const COMMAND = /^(\/[^\s/]+)(?:\s|$)/;

async function send(box) {
  if (empty(box) || box.sending) return;
  box.sending = true;
  const done = await attempt(() => deliver(box));
  box.sending = false;
  if (!done) return;
  box.text.value = "";
  box.files = [];
  hide(box);
  showFiles(box);
  grow(box);
}

async function deliver(box) {
  const [text, thread] = [box.text.value.trim(), box.thread()];
  const command = COMMAND.exec(text);
  if (command && !box.files.length) return thread ? refuse(say("compose.no_commands_here")) : run(command[1], text);
  if (box.files.length) return wire.upload(store.me, store.place, box.files, text, thread);
  return wire.say(store.me, store.place, text, thread);
}

function refuse(text) {
  throw Object.assign(new Error(text), { code: "said" });
}

function run(name, line) {
  if (!store.commands.some((one) => one.name === name)) refuse(say("compose.no_command", { name }));
  return wire.command(store.me, store.place, line);
}

// ---- suggestions

function suggest(box) {
  const before = box.text.value.slice(0, box.text.selectionStart);
  const [command, mention] = [/^\/\S*$/.exec(before), /(?:^|\s)@([\p{L}\d-]*)$/u.exec(before)];
  if (command) list(box, store.commands.filter((one) => one.name.startsWith(command[0])).map(commandOption));
  else if (mention) list(box, people(mention[1]));
  else hide(box);
}

const commandOption = (one) => ({ label: one.name, hint: one.description, insert: `${one.name} `, drop: /^\/\S*$/ });

function people(text) {
  const like = text.toLocaleLowerCase("da");
  const found = store.people.filter(
    (one) =>
      one.id !== store.me &&
      !one.deleted &&
      (one.handle.startsWith(like) || one.name.toLocaleLowerCase("da").startsWith(like)),
  );
  return found.map((one) => ({
    label: one.name,
    hint: `@${one.handle}`,
    insert: `@${one.handle} `,
    drop: /@[\p{L}\d-]*$/u,
  }));
}

function list(box, options) {
  if (!options.length) return hide(box);
  box.options = options;
  const take = (index) => (event) => {
    event.preventDefault();
    choose(box, index);
  };
  replace(
    box.list,
    options.map((one, index) =>
      el(
        "div",
        {
          role: "option",
          class: "option",
          id: `${box.listId}-${index}`,
          "aria-selected": "false",
          onmousedown: take(index),
        },
        el("b", {}, one.label),
        el("span", { class: "item-hint" }, one.hint),
      ),
    ),
  );
  if (box.list.hidden) announce(say("select.count", { count: options.length }));
  box.list.hidden = false;
  activate(box, 0);
}

function activate(box, index) {
  box.active = index;
  [...box.list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === index)));
  box.text.setAttribute("aria-activedescendant", `${box.listId}-${index}`);
}

function hide(box) {
  box.list.hidden = true;
  box.active = -1;
  box.text.removeAttribute("aria-activedescendant");
}

function choose(box, index) {
  const { insert, drop } = box.options[index];
  const at = box.text.selectionStart;
  const before = box.text.value.slice(0, at).replace(drop, insert);
  box.text.value = before + box.text.value.slice(at);
  box.text.setSelectionRange(before.length, before.length);
  hide(box);
  ready(box);
}

function onKey(event, box) {
  const open = !box.list.hidden;
  const count = box.options.length;
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    activate(box, (box.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
  } else if (
    open &&
    (event.key === "Tab" || event.key === "Enter") &&
    !event.shiftKey &&
    box.options[box.active].insert.trim() !== box.text.value.trim()
  ) {
    event.preventDefault();
    choose(box, box.active);
  } else if (open && event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    hide(box);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send(box);
  }
}
