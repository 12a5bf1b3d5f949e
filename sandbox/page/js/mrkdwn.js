/** Slack's mrkdwn as DOM nodes. What is not understood stays the text it was. */

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { moment } from "./words.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const LINK = /^(https?:\/\/|mailto:)/i;

/** Slack sends &, < and > as entities, in plain text too. */
export const decode = (text) => String(text ?? "").replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** A link that leaves the page, or plain text where the address is none that a browser may follow. */
export function link(url, label) {
  if (!LINK.test(url)) return document.createTextNode(label || url);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label || url);
}

/** plain_text: nothing but emoji names is read. */
export function plain(object) {
  const text = decode(object?.text);
  return object?.emoji === false ? text : emoji(text);
}

/** A text object of either type as nodes. */
export function text(object, names) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, names, object.verbatim) : [plain(object)];
}

/** mrkdwn as nodes; `names` gives what <@U…> and <#C…> are called. */
export function mrkdwn(source, names, verbatim = false) {
  const nodes = [];
  const parts = String(source ?? "").split("```");
  if (parts.length % 2 === 0) parts.push(`${parts.splice(-2).join("```")}`); // the last fence is not closed
  for (const [index, part] of parts.entries()) {
    if (index % 2) nodes.push(el("pre", {}, decode(unwrap(part)).replace(/^\n|\n$/g, "")));
    else nodes.push(...quotes(part, { names, verbatim }));
  }
  return nodes;
}

const unwrap = (code) => code.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, url, label) => label || url);

function quotes(source, how) {
  const nodes = [];
  const lines = source.split("\n");
  for (let start = 0; start < lines.length;) {
    const quoted = isQuote(lines[start]);
    let end = start;
    while (end < lines.length && isQuote(lines[end]) === quoted) end += 1;
    const run = lines.slice(start, end);
    if (quoted)
      nodes.push(el("blockquote", {}, inline(run.map((line) => line.replace(/^&gt; ?/, "")).join("\n"), how)));
    else nodes.push(...inline(run.join("\n"), how));
    start = end;
  }
  return nodes;
}

const isQuote = (line) => line.startsWith("&gt;");

const STYLES = { "*": "strong", _: "em", "~": "s" };
// Code, then <…>, then a marked run (its marks may not touch letters outside or space inside), then a bare address.
const TOKEN =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]{0,600}?\S)\3(?![\p{L}\p{N}])|(https?:\/\/[^\s<>|]+)/u;

function inline(source, how) {
  const nodes = [];
  let rest = source;
  for (let found = TOKEN.exec(rest); found; found = TOKEN.exec(rest)) {
    nodes.push(...lines(rest.slice(0, found.index)), token(found, how));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...nodes, ...lines(rest)];
}

function token([whole, code, angled, mark, marked, bare], how) {
  if (code !== undefined) return el("code", {}, decode(unwrap(code)));
  if (angled !== undefined) return reference(angled, how);
  if (mark !== undefined) return el(STYLES[mark], {}, inline(marked, how));
  return how.verbatim ? whole : link(decode(bare), decode(bare));
}

function reference(angled, { names }) {
  const [target, label] = split(angled);
  if (target.startsWith("@")) return mention("@", names?.person(target.slice(1)) || label || target.slice(1));
  if (target.startsWith("#")) return mention("#", names?.channel(target.slice(1)) || label || target.slice(1));
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return mention("@", label || target.slice(1).split("^")[0]);
  return link(decode(target), decode(label || target));
}

function split(angled) {
  const bar = angled.indexOf("|");
  return bar < 0 ? [angled, ""] : [angled.slice(0, bar), angled.slice(bar + 1)];
}

const mention = (sign, name) => el("span", { class: "mention" }, decode(name.startsWith(sign) ? name : sign + name));

const DATES = {
  date: { dateStyle: "long" },
  date_num: { dateStyle: "short" },
  date_short: { dateStyle: "medium" },
  date_long: { dateStyle: "full" },
  date_pretty: { dateStyle: "long" },
  date_short_pretty: { dateStyle: "medium" },
  date_long_pretty: { dateStyle: "full" },
  time: { timeStyle: "short" },
  time_secs: { timeStyle: "medium" },
};

function date(target, fallback) {
  const [, seconds, format, url] = target.split("^");
  if (!/^\d{1,11}$/.test(seconds ?? "") || !format) return decode(fallback);
  const said = format.replace(/\{(\w+)\}/g, (whole, name) =>
    DATES[name] ? moment(Number(seconds), DATES[name]) : whole,
  );
  return url ? link(decode(url), decode(said)) : el("time", {}, decode(said));
}

function lines(source) {
  return source.split("\n").flatMap((line, index) => (index ? [el("br"), emoji(decode(line))] : [emoji(decode(line))]));
}
