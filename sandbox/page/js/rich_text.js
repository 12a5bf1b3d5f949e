/** rich_text blocks: sections, lists, quotes and code made of runs. */

import { el } from "./dom.js";
import { named } from "./emoji.js";
import { decode, link } from "./mrkdwn.js";
import { moment } from "./words.js";

const WRAPS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

export function richText(block, names) {
  return el(
    "div",
    { class: "rich-text" },
    (block.elements ?? []).map((part) => piece(part, names)),
  );
}

function piece(part, names) {
  const runs = () => (part.elements ?? []).map((run) => drawn(run, names));
  switch (part.type) {
    case "rich_text_section":
      return el("div", { class: "run" }, runs());
    case "rich_text_quote":
      return el("blockquote", { class: "run" }, runs());
    case "rich_text_preformatted":
      return el("pre", {}, runs());
    case "rich_text_list":
      return list(part, names);
    default:
      return null;
  }
}

function list(part, names) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const start = tag === "ol" && part.offset ? Number(part.offset) + 1 : null;
  const items = (part.elements ?? []).map((item) =>
    el(
      "li",
      {},
      (item.elements ?? []).map((run) => drawn(run, names)),
    ),
  );
  return el(tag, { start, class: `indent-${Math.min(Number(part.indent) || 0, 4)}` }, items);
}

function drawn(run, names) {
  const styled = content(run, names);
  return Object.keys(WRAPS)
    .filter((style) => run.style?.[style])
    .reduce((inner, style) => el(WRAPS[style], {}, inner), styled);
}

function content(run, names) {
  switch (run.type) {
    case "link":
      return link(decode(run.url), decode(run.text || run.url));
    case "user":
      return mention("@", names.person(run.user_id) ?? run.user_id);
    case "channel":
      return mention("#", names.channel(run.channel_id) ?? run.channel_id);
    case "broadcast":
      return mention("@", run.range);
    case "usergroup":
      return mention("@", run.usergroup_id);
    case "emoji":
      return named(run.name, run.unicode);
    case "date":
      return moment(Number(run.timestamp), { dateStyle: "long" });
    case "color":
      return String(run.value ?? "");
    default:
      return decode(run.text);
  }
}

const mention = (sign, name) => el("span", { class: "mention" }, `${sign}${String(name).replace(/^[@#]/, "")}`);
