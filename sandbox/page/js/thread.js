/** The pane at the right with one thread: the question, its answers and a composer of its own. */

import { composer } from "./composer.js";
import { $, el, iconButton, replace } from "./dom.js";
import { messageList, showMessages, showStatus } from "./messages.js";
import { newestIn, showNewest } from "./scrolling.js";
import { heading, here, inThread, store } from "./store.js";
import { say } from "./words.js";

let parts = {};

export function buildThread(how) {
  parts = {
    how: { raw: how.raw },
    root: messageList(say("thread.first")),
    list: messageList(say("thread.answers")),
    count: el("p", { class: "thread-count" }),
  };
  parts.where = el("span", { class: "muted" });
  parts.status = el("div", { class: "status-line", role: "status" });
  parts.scroll = el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": say("thread.label") },
    parts.root,
    parts.count,
    parts.list,
  );
  parts.box = composer({ id: "thread-text", thread: () => store.thread });
  replace(
    $("thread"),
    el(
      "div",
      { class: "pane-head" },
      el("h2", {}, say("thread.title")),
      parts.where,
      iconButton("close", say("thread.close"), closeThread),
    ),
    parts.scroll,
    parts.status,
    parts.box.node,
  );
  $("thread").addEventListener("keydown", (event) => event.key === "Escape" && closeThread());
}

export function openThread(ts) {
  parts.from = document.activeElement;
  store.thread = ts;
  replace(parts.root);
  replace(parts.list);
  showThread();
  parts.box.text.focus();
}

export function closeThread() {
  const ts = store.thread;
  store.thread = null;
  showThread();
  const again = parts.from?.isConnected
    ? parts.from
    : document.querySelector(`#main [data-ts="${CSS.escape(ts)}"] article`);
  again?.focus();
}

export function showThread() {
  $("thread").hidden = !store.thread;
  if (!store.thread) return;
  const messages = inThread(store.thread);
  const answers = messages.filter((one) => one.ts !== store.thread);
  const newest = newestIn(parts.list);
  parts.where.textContent = heading(here());
  showMessages(
    parts.root,
    messages.filter((one) => one.ts === store.thread),
    parts.how,
  );
  showMessages(parts.list, answers, parts.how);
  parts.count.textContent = say("message.replies", { count: answers.length });
  parts.count.hidden = !answers.length;
  parts.box.name();
  showStatus(parts.status, store.thread);
  if (newestIn(parts.list) !== newest) showNewest(parts.scroll, parts.list);
}
