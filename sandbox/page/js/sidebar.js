/** Channels, direct messages and the app. */

import { avatar } from "./avatar.js";
import { $, el, icon, replace } from "./dom.js";
import { bot, isBot, isDirect, store, title, unread } from "./store.js";
import { say } from "./words.js";

export function showSidebar(go) {
  const all = store.conversations;
  const channels = all.filter((one) => one.name);
  const app = all.filter((one) => isDirect(one) && one.members.some(isBot));
  const direct = all.filter((one) => !one.name && !app.includes(one));
  const state = JSON.stringify([
    channels,
    app,
    direct,
    store.place,
    store.me,
    document.documentElement.lang,
    all.map(unread),
  ]);
  if ($("side").dataset.state === state) return;
  $("side").dataset.state = state;
  const focus = document.activeElement?.dataset?.place;
  replace(
    $("side"),
    group("side.channels", channels, go),
    direct.length > 0 && group("side.direct", direct, go),
    group("side.apps", app, go),
    hint(),
  );
  if (focus)
    $("side")
      .querySelector(`[data-place="${CSS.escape(focus)}"]`)
      ?.focus();
}

const group = (name, list, go) => [
  el("h2", { id: name }, say(name)),
  el(
    "ul",
    { "aria-labelledby": name },
    list.map((one) => el("li", {}, entry(one, go))),
  ),
];

function entry(one, go) {
  const count = one.id === store.place ? 0 : unread(one);
  const sign =
    one.kind === "channel"
      ? icon("hash")
      : one.kind === "private"
        ? icon("lock")
        : avatar(one.members.find((id) => id !== store.me) ?? store.me);
  return el(
    "button",
    {
      type: "button",
      class: count ? "place unread" : "place",
      "data-place": one.id,
      "aria-current": one.id === store.place ? "page" : null,
      onclick: () => go(one.id),
    },
    sign,
    el("span", { class: "name" }, title(one)),
    one.kind === "private" && el("span", { class: "unseen" }, say("place.private")),
    isDirect(one) && one.members.some(isBot) && el("span", { class: "tag" }, say("message.app")),
    count > 0 &&
      el(
        "span",
        { class: "count" },
        el("span", { "aria-hidden": "true" }, count),
        el("span", { class: "unseen" }, say("side.unread", { count })),
      ),
  );
}

const hint = () =>
  el(
    "p",
    { class: "hint" },
    say("side.hint", { bot: bot()?.name ?? "" }),
    " ",
    el("code", {}, store.commands[0]?.name ?? "/"),
  );
