/** The `markdown` block: headings, lists, bold, italic, code, quotes and links. Anything else stays text. */

import { el } from "./dom.js";
import { decode, link } from "./mrkdwn.js";

const INLINE =
  /`([^`\n]+)`|\*\*(\S[^\n]{0,600}?)\*\*|(?<![\p{L}\p{N}*_])[*_](\S[^\n*_]{0,600})[*_](?![\p{L}\p{N}])|\[([^\]\n]{1,300})\]\(([^)\s]{1,2000})\)/u;
const LINES = [
  [/^(#{1,6}) (.*)$/, (found) => el("h4", {}, inline(found[2]))],
  [/^\s*[-*+] (.*)$/, (found) => el("ul", {}, el("li", {}, inline(found[1])))],
  [/^\s*(\d{1,9})[.)] (.*)$/, (found) => el("ol", { start: found[1] }, el("li", {}, inline(found[2])))],
  [/^> ?(.*)$/, (found) => el("blockquote", {}, inline(found[1]))],
  [/^(-{3,}|\*{3,})$/, () => el("hr")],
];

export function markdown(source) {
  const parts = String(source ?? "").split(/^```.*$/m);
  return el(
    "div",
    { class: "markdown" },
    parts.map((part, index) => (index % 2 ? el("pre", {}, decode(part.trim())) : part.split("\n").map(line))),
  );
}

function line(source) {
  for (const [pattern, draw] of LINES) {
    const found = pattern.exec(source);
    if (found) return draw(found);
  }
  return source.trim() ? el("p", {}, inline(source)) : null;
}

function inline(source) {
  const nodes = [];
  let rest = source;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    nodes.push(decode(rest.slice(0, found.index)), token(found));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...nodes, decode(rest)];
}

function token([, code, bold, italic, label, url]) {
  if (code) return el("code", {}, decode(code));
  if (bold) return el("strong", {}, inline(bold));
  if (italic) return el("em", {}, inline(italic));
  return link(decode(url), decode(label));
}
