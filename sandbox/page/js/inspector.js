/** What went over the wire between the workspace and the app: the newest on top, each to be opened. */

import { $, announce, el, iconButton, replace } from "./dom.js";
import { store } from "./store.js";
import { number, say, timeOfDay } from "./words.js";
import * as wire from "./wire.js";

const SHOWN = 200;
let parts = {};
const kept = [];
let last = 0;

export function buildInspector(close) {
  parts = { list: el("ul", { class: "wire" }), nothing: el("p", { class: "wire-empty" }, say("inspector.nothing")) };
  parts.filter = el("input", {
    type: "search",
    class: "text-input",
    placeholder: say("inspector.filter"),
    "aria-label": say("inspector.filter"),
    oninput: redraw,
  });
  parts.bad = el("input", { type: "checkbox", onchange: redraw });
  replace(
    $("inspector"),
    el(
      "div",
      { class: "pane-head" },
      el("h2", {}, say("inspector.title")),
      iconButton("trash", say("inspector.clear"), clear),
      iconButton("close", say("inspector.close"), close),
    ),
    el("div", { class: "filters" }, parts.filter, el("label", {}, parts.bad, say("inspector.only_bad"))),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": say("inspector.title") },
      parts.nothing,
      parts.list,
    ),
  );
  $("inspector").addEventListener("keydown", (event) => event.key === "Escape" && close());
  redraw();
}

/** Fetches what came since the last time, if the inspector is open. */
export async function showInspector() {
  $("inspector").hidden = !store.inspecting;
  if (!store.inspecting) return;
  const found = await wire.passed(last);
  const news = found.filter((one) => one.number > last);
  if (!news.length) return;
  last = news.at(-1).number;
  kept.push(...news);
  kept.splice(0, Math.max(0, kept.length - SHOWN));
  for (const one of news.filter(wanted)) parts.list.prepend(row(one));
  while (parts.list.childElementCount > SHOWN) parts.list.lastElementChild.remove();
  parts.nothing.hidden = parts.list.childElementCount > 0;
}

function clear() {
  kept.length = 0;
  redraw();
  announce(say("inspector.cleared"));
}

function redraw() {
  replace(parts.list, kept.filter(wanted).reverse().map(row));
  parts.nothing.hidden = parts.list.childElementCount > 0;
}

function wanted(one) {
  const text = parts.filter.value.toLowerCase();
  return (
    (!parts.bad.checked || isBad(one)) &&
    (!text || JSON.stringify([one.name, one.kind, one.request, one.answer]).toLowerCase().includes(text))
  );
}

const GOOD = ["ack", "-"]; // acknowledged over a socket, and not known
const isBad = (one) =>
  Boolean(one.fault) || one.answer?.ok === false || !(one.status < 300 || GOOD.includes(one.status));

function row(one) {
  const out = one.direction === "out";
  const error = one.answer?.ok === false ? one.answer.error : (one.fault ?? (isBad(one) ? one.status : ""));
  const summary = el(
    "summary",
    {},
    el("span", { class: out ? "way out" : "way", "aria-hidden": "true" }, out ? "→" : "←"),
    el(
      "span",
      { class: "what" },
      el("span", { class: "unseen" }, say(out ? "inspector.out" : "inspector.in")),
      ` ${one.name}`,
    ),
    el("span", { class: error ? "outcome bad" : "outcome" }, error ? `✕ ${error}` : `✓ ${number(one.ms)} ms`),
    el(
      "span",
      { class: "about" },
      `${say(`inspector.kind_${one.kind}`)} · ${timeOfDay(one.at)}`,
      about(one) && ` · ${about(one)}`,
    ),
  );
  const details = el("details", { "aria-label": one.name }, summary);
  details.addEventListener(
    "toggle",
    () =>
      details.open &&
      details.childElementCount === 1 &&
      details.append(json("inspector.request", one.request), json("inspector.answer", one.answer)),
  );
  return el("li", {}, details);
}

const about = (one) =>
  String(
    one.request?.event?.text ??
      one.request?.text ??
      one.request?.actions?.[0]?.action_id ??
      one.request?.view?.callback_id ??
      "",
  ).slice(0, 80);

function json(title, value) {
  const text = JSON.stringify(value, null, 2) ?? "";
  const copy = iconButton("file", say("inspector.copy"), async () => {
    await navigator.clipboard?.writeText(text);
    announce(say("inspector.copied"));
  });
  return el("section", {}, el("h3", {}, say(title), copy), el("pre", { tabindex: "0" }, text));
}

export { json };
