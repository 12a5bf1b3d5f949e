/** A list of messages. A message is drawn again only when it changed, and keeps the focus when it had it. */

import { attempt, context } from "./actions.js";
import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { announce, el, icon, iconButton, replace } from "./dom.js";
import { emoji, named } from "./emoji.js";
import { menu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { isBot, isDirect, here, names, person, seconds, store } from "./store.js";
import { currentLanguage, say, timeOfDay, wholeDay, wholeMoment } from "./words.js";
import * as wire from "./wire.js";

const TOGETHER_S = 300;
const drawn = new WeakMap();

export const messageList = (label) => el("ol", { class: "messages", "aria-label": label });

/** Shows `messages` (oldest first) in `list`. `how.thread` opens a thread; it is missing within one. `how.after(ts)` gives rows to put below. */
export function showMessages(list, messages, how = {}) {
  const fresh = list.childElementCount > 0;
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const refocus = [];
  how = { ...how, refocus };
  const rows = messages.flatMap((message, index) => rowsOf(message, messages[index - 1], how, old, fresh));
  settle(list, rows);
  refocus.forEach((again) => again()); // at once: a key that is pressed meanwhile would meet nothing
}

function rowsOf(message, before, how, old, fresh) {
  const day = wholeDay(seconds(message.ts));
  const first = how.thread && (!before || wholeDay(seconds(before.ts)) !== day);
  const follows =
    !first &&
    before?.user === message.user &&
    !before.only_for &&
    !message.only_for &&
    seconds(message.ts) - seconds(before.ts) < TOGETHER_S &&
    !before.reply_count;
  return [
    ...(first ? [kept(old, `day ${day}`, "", () => el("li", { class: "day" }, el("span", {}, day)))] : []),
    row(message, Boolean(follows), how, old, fresh),
  ];
}

function row(message, follows, how, old, fresh) {
  const state = JSON.stringify([
    message,
    follows,
    currentLanguage(),
    store.me,
    store.messageShortcuts.length,
    store.people.length,
  ]);
  return kept(old, message.ts, state, (before) => {
    const node = draw(message, follows, how);
    if (fresh && !before && message.user !== store.me) arrive(node, message);
    if (before) inherit(before, node, how.refocus);
    return node;
  });
}

/** The node of this key as it is, or a new one when its state changed. */
function kept(old, key, state, make) {
  const before = old.get(key);
  if (before && drawn.get(before) === state) return before;
  const node = make(before);
  node.dataset.key = key;
  drawn.set(node, state);
  return node;
}

/** Keyboard users stay where they were when a card is edited under them. */
function inherit(before, node, refocus) {
  if (!before.contains(document.activeElement)) return;
  const at = focusable(before).indexOf(document.activeElement);
  const action = document.activeElement.dataset.action;
  refocus.push(() => {
    const all = focusable(node);
    (
      all.find((one) => action && one.dataset.action === action) ??
      all[Math.min(at, all.length - 1)] ??
      node.querySelector("article")
    )?.focus();
  });
}

const focusable = (node) => [...node.querySelectorAll("article, a[href], button, input, textarea, [tabindex='0']")];

/** Puts the rows in order without touching those that already stand right. */
function settle(list, rows) {
  const wanted = new Set(rows);
  for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
  rows.forEach((node, index) => list.children[index] === node || list.insertBefore(node, list.children[index] ?? null));
}

function arrive(node, message) {
  node.classList.add("new");
  announce(
    say(message.only_for ? "message.heard_only_you" : "message.heard", {
      name: person(message.user)?.name ?? "",
      text: node.querySelector(".body").innerText || message.text,
    }),
  );
}

function draw(message, follows, how) {
  const trouble = el("div", { "aria-live": "assertive" });
  const show = (text) => replace(trouble, text && el("p", { class: "problem" }, icon("warning"), text));
  const ctx = context({ channel: store.place, ts: message.ts }, message.inputs, show);
  const name = person(message.user)?.name ?? message.user;
  const content = el(
    "div",
    { class: "content" },
    head(message, name),
    el("div", { class: "body" }, body(message, ctx)),
    files(message),
    trouble,
    reactions(message),
    threadLink(message, how),
  );
  const label = `${name}, ${timeOfDay(seconds(message.ts))}${message.only_for ? `, ${say("message.only_you")}` : ""}`;
  return el(
    "li",
    {
      class: ["message", message.only_for && "private", follows && "follow"].filter(Boolean).join(" "),
      "data-ts": message.ts,
    },
    el(
      "article",
      { "aria-label": label, tabindex: "-1" },
      message.only_for && el("p", { class: "only" }, icon("eye"), say("message.only_you")),
      avatar(message.user),
      content,
    ),
    toolbar(message, how),
  );
}

function head(message, name) {
  const at = seconds(message.ts);
  return el(
    "div",
    { class: "head" },
    el("span", { class: "author" }, name),
    isBot(message.user) && el("span", { class: "badge" }, say("message.app")),
    el("time", { datetime: new Date(at * 1000).toISOString(), title: wholeMoment(at) }, timeOfDay(at)),
  );
}

function body(message, ctx) {
  const main = message.blocks?.length
    ? blocks(message.blocks, ctx)
    : el("div", { class: "words" }, mrkdwn(message.text, names));
  const attached = (message.attachments ?? []).map((one) =>
    el("blockquote", {}, one.blocks ? blocks(one.blocks, ctx) : mrkdwn(one.text ?? one.fallback, names)),
  );
  return [main, attached, message.edited && el("span", { class: "edited" }, say("message.edited"))];
}

function files(message) {
  if (!message.files?.length) return null;
  const one = (file) =>
    el(
      "div",
      { class: "file" },
      icon("file"),
      el(
        "span",
        {},
        el(
          "a",
          { class: "file-name", href: `/local/file/${encodeURIComponent(file.id)}`, download: file.name },
          file.title || file.name,
        ),
        el("span", { class: "item-hint" }, size(file)),
      ),
    );
  return el("div", { class: "files" }, message.files.map(one));
}

const size = (file) =>
  [file.name?.split(".").pop()?.toUpperCase(), `${Math.max(1, Math.round((file.size ?? 0) / 1024))} kB`]
    .filter(Boolean)
    .join(" · ");

function reactions(message) {
  if (!message.reactions?.length) return null;
  const one = (reaction) =>
    el(
      "span",
      { class: "reaction", title: reaction.users.map((id) => person(id)?.name ?? id).join(", ") },
      named(reaction.name),
      ` ${reaction.count}`,
    );
  return el("div", { class: "reactions" }, message.reactions.map(one));
}

function threadLink(message, how) {
  if (!how.thread || !message.reply_count) return null;
  const who = (message.reply_users ?? []).slice(0, 3).map(avatar);
  return el(
    "button",
    {
      type: "button",
      class: "thread-link",
      "data-action": "thread",
      onclick: () => how.thread(message.thread_ts ?? message.ts),
    },
    who,
    el("b", {}, say("message.replies", { count: message.reply_count })),
    el("span", { class: "muted" }, say("message.last_reply", { time: timeOfDay(seconds(message.latest_reply)) })),
  );
}

function toolbar(message, how) {
  const reply =
    how.thread &&
    !message.only_for &&
    iconButton("thread", say("message.reply"), () => how.thread(message.thread_ts ?? message.ts), {
      "data-action": "reply",
    });
  const own = store.messageShortcuts.map((one) => ({
    label: one.name,
    hint: person(store.app.user)?.name,
    onchoose: () => attempt(() => wire.messageShortcut(store.me, one.callback_id, store.place, message.ts)),
  }));
  const raw = message.blocks?.length
    ? [{ label: say("message.raw"), hint: say("message.raw_hint"), onchoose: () => how.raw?.(message) }]
    : [];
  const away = {
    label: say("message.hide"),
    onchoose: () => attempt(() => wire.dismiss(store.me, store.place, message.ts)),
  };
  const items = [...(message.only_for ? [] : own), ...raw, ...(message.only_for ? [away] : [])];
  const more = items.length
    ? menu(iconButton("more", say("message.more"), null, { "data-action": "more" }), () => items)
    : null;
  return reply || more
    ? el("div", { class: "toolbar", role: "group", "aria-label": say("message.tools") }, reply, more)
    : null;
}

/** What the bot says that it is doing, under the messages of a place or a thread. */
export function showStatus(node, ts) {
  const status = store.statuses[`${store.place}/${ts ?? ""}`] ?? "";
  replace(node, status && emoji(`${person(store.app.user)?.name ?? ""} ${status}`));
}

/** What Slack itself tells the person, such as that the app did not answer. */
export function showNotices(list) {
  const mine = store.notices.filter((one) => one.channel === store.place && one.person === store.me);
  replace(
    list,
    mine
      .slice(-3)
      .map((one) =>
        el("p", { class: "notice" }, icon("warning"), el("span", {}, el("strong", {}, "Slackbot "), one.text)),
      ),
  );
}

export const isAppPlace = () => isDirect(here()) && here().members.some(isBot);
