/** The middle of the page: a channel or the direct messages, and for the app its Home and what it is. */

import { attempt, context, toast } from "./actions.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { $, el, icon, replace } from "./dom.js";
import { isAppPlace, messageList, showMessages, showNotices, showStatus } from "./messages.js";
import { followsEnd, newestIn, showNewest } from "./scrolling.js";
import { bot, conversation, heading, here, inChannel, markSeen, store, title } from "./store.js";
import { say } from "./words.js";
import * as wire from "./wire.js";

const TABS = ["home", "messages", "about"];
let parts = {};

/** Builds the frame once; `how` is {thread(ts), raw(message), go()}. */
export function buildPlace(how) {
  parts = {
    how,
    head: el("div", { class: "main-head" }),
    tabs: el("div", { class: "tabs", role: "tablist", "aria-label": say("app.tabs") }),
  };
  parts.list = messageList(say("messages.label"));
  parts.welcome = el("div", { class: "welcome" });
  parts.notices = el("div", { role: "status" });
  parts.status = el("div", { class: "status-line", role: "status" });
  parts.prompts = el("div", { class: "prompts" });
  parts.scroll = el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": say("messages.label") },
    el("div", {}, el("h2", { class: "unseen" }, say("messages.label")), parts.welcome, parts.list, parts.notices),
  );
  parts.box = composer({ id: "composer-text" });
  parts.messages = el(
    "div",
    { class: "panel", id: "panel-messages" },
    parts.scroll,
    parts.prompts,
    parts.status,
    parts.box.node,
  );
  parts.home = el("div", { class: "panel scroll", id: "panel-home", tabindex: "0" });
  parts.about = el("div", { class: "panel scroll", id: "panel-about", tabindex: "0" });
  replace($("main"), parts.head, parts.tabs, parts.home, parts.messages, parts.about);
  acceptFiles($("main"));
}

export function showPlace() {
  showHead();
  showTabs();
  showPanels();
  parts.box.name();
  if (tab() === "messages") showTalk();
  if (tab() === "home") showHome();
  if (tab() === "about") showAbout();
}

const tab = () => (isAppPlace() ? store.tab : "messages");

function showHead() {
  const one = here();
  const kind = one?.kind === "private" ? [el("span", { class: "muted" }, say("place.private"))] : [];
  replace(
    parts.head,
    el("h1", {}, heading(one)),
    kind,
    el("span", { class: "topic" }, one?.topic),
    one?.name && el("span", { class: "members only-wide" }, say("place.members", { count: one.members.length })),
  );
  document.title = say("page.title", { place: title(one), team: store.team });
}

function showTabs() {
  parts.tabs.hidden = !isAppPlace();
  if (parts.tabs.hidden || parts.tabs.dataset.shown === say(`app.${store.tab}`)) return;
  parts.tabs.dataset.shown = say(`app.${store.tab}`);
  replace(
    parts.tabs,
    TABS.map((name) =>
      el(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "aria-controls": `panel-${name}`,
          "aria-selected": String(name === store.tab),
          tabindex: name === store.tab ? "0" : "-1",
          onclick: () => openTab(name),
          onkeydown: tabKey,
        },
        say(`app.${name}`),
      ),
    ),
  );
}

function tabKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[event.key];
  if (!step) return;
  openTab(TABS[(TABS.indexOf(store.tab) + step) % TABS.length]);
}

export function openTab(name) {
  const focused = parts.tabs.contains(document.activeElement);
  store.tab = name;
  parts.how.go();
  if (focused) $(`tab-${name}`).focus();
}

function showPanels() {
  for (const name of TABS) {
    parts[name].hidden = name !== tab();
    for (const [attribute, value] of [
      ["role", "tabpanel"],
      ["aria-labelledby", `tab-${name}`],
    ]) {
      if (isAppPlace()) parts[name].setAttribute(attribute, value);
      else parts[name].removeAttribute(attribute);
    }
  }
}

// ---- messages

function showTalk() {
  const messages = inChannel();
  const moved = parts.shown !== `${store.me}/${store.place}`;
  const newest = newestIn(parts.list);
  const follows = moved || followsEnd(parts.scroll);
  if (moved) replace(parts.list);
  parts.shown = `${store.me}/${store.place}`;
  welcome(messages);
  showMessages(parts.list, messages, parts.how);
  showNotices(parts.notices);
  showStatus(parts.status, null);
  prompts(messages);
  if (moved || (follows && newestIn(parts.list) !== newest)) showNewest(parts.scroll, parts.list);
  if (store.messages.length) markSeen(store.place, store.messages.at(-1).ts);
}

function welcome(messages) {
  parts.welcome.hidden = messages.length > 0;
  if (parts.welcome.hidden) return;
  const values = { name: title(here()), bot: bot()?.name ?? "" };
  replace(
    parts.welcome,
    el("h2", {}, heading(here())),
    el("p", {}, say(isAppPlace() ? "welcome.app" : invited() ? "welcome.channel" : "welcome.uninvited", values)),
  );
}

const invited = () => here()?.members.includes(store.app.user);

/** What the agent suggests to ask, as long as nothing has been said. */
function prompts(messages) {
  const found = isAppPlace() && !messages.length ? store.prompts[store.place] : null;
  const state = JSON.stringify(found ?? null);
  if (parts.prompts.dataset.state === state) return;
  parts.prompts.dataset.state = state;
  const one = (prompt) =>
    el(
      "button",
      {
        type: "button",
        class: "button small",
        onclick: () => attempt(() => wire.say(store.me, store.place, prompt.message)),
      },
      prompt.title,
    );
  replace(parts.prompts, found?.title && el("span", { class: "title" }, found.title), (found?.prompts ?? []).map(one));
}

// ---- App Home and about

function showHome() {
  const state = JSON.stringify([store.home, store.me]);
  if (parts.home.dataset.state === state) return;
  parts.home.dataset.state = state;
  const content = store.home
    ? blocks(store.home.blocks, context({ view: store.home.id }, store.home.inputs, toast))
    : el("p", { class: "muted" }, say("app.no_home", { name: bot()?.name ?? "" }));
  refocused(parts.home, () =>
    replace(parts.home, el("div", { class: "home" }, el("h2", { class: "unseen" }, say("app.home")), content)),
  );
}

/** Draws again; the element with the same action gets the focus back. */
function refocused(node, drawAgain) {
  const [inside, action] = [
    node.contains(document.activeElement) && document.activeElement !== node,
    document.activeElement?.dataset?.action,
  ];
  drawAgain();
  if (inside)
    ([...node.querySelectorAll("[data-action]")].find((one) => one.dataset.action === action) ?? node).focus();
}

function showAbout() {
  const commands = store.commands.map((one) => [
    el("dt", {}, el("code", {}, one.name)),
    el("dd", {}, one.description ?? ""),
  ]);
  replace(
    parts.about,
    el(
      "div",
      { class: "home" },
      el("h2", {}, bot()?.name ?? ""),
      el("p", {}, say("app.about_text")),
      el("dl", {}, commands),
    ),
  );
}

// ---- files dropped anywhere on the place

function acceptFiles(node) {
  const veil = el("div", { class: "drop", hidden: true, "aria-hidden": "true" }, icon("file"), el("span", {}));
  let depth = 0;
  const show = (on) => {
    veil.hidden = !on;
    veil.lastChild.textContent = say("compose.drop", { name: heading(conversation(store.place)) });
  };
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  node.append(veil);
  node.addEventListener("dragenter", (event) => {
    if (carries(event)) {
      depth += 1;
      show(true);
    }
  });
  node.addEventListener("dragleave", (event) => {
    if (carries(event) && --depth <= 0) {
      depth = 0;
      show(false);
    }
  });
  node.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
  node.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    depth = 0;
    show(false);
    parts.box.add(event.dataTransfer.files);
    parts.box.text.focus();
  });
}

export const focusComposer = () => parts.box.text.focus();
