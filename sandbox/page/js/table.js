/** table, and data_table with sorting, filtering and paging in the page, as Slack does it in its client. */

import { announce, el, replace } from "./dom.js";
import { decode } from "./mrkdwn.js";
import { richText } from "./rich_text.js";
import { number, say } from "./words.js";

const PAGE_ROWS = 5;

export function plainTable(block, names) {
  const rows = block.rows ?? [];
  const side = (index) => {
    const align = block.column_settings?.[index]?.align;
    return align === "right" || align === "center" ? align : "";
  };
  const line = (row, tag) =>
    el(
      "tr",
      {},
      row.map((one, index) => el(tag, { class: side(index), scope: tag === "th" ? "col" : null }, cell(one, names))),
    );
  return scrolling(
    say("table.name"),
    el(
      "table",
      {},
      el(
        "thead",
        {},
        rows.slice(0, 1).map((row) => line(row, "th")),
      ),
      el(
        "tbody",
        {},
        rows.slice(1).map((row) => line(row, "td")),
      ),
    ),
  );
}

/** A wide table scrolls by itself, by keyboard too. */
const scrolling = (label, table) =>
  el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": label }, table);

function cell(one, names) {
  if (one?.type === "rich_text") return richText(one, names);
  if (one?.type === "raw_number") return decode(one.text ?? number(one.value));
  return decode(one?.text);
}

function words(one) {
  if (one?.type !== "rich_text") return decode(one?.text ?? one?.value ?? "");
  return (one.elements ?? [])
    .flatMap((part) => part.elements ?? [])
    .map((run) => decode(run.text ?? ""))
    .join("");
}

export function dataTable(block, names) {
  const [head = [], ...rows] = block.rows ?? [];
  const table = {
    block,
    names,
    head,
    rows,
    size: block.page_size || PAGE_ROWS,
    page: 0,
    column: -1,
    down: false,
    filter: "",
    title: decode(block.caption),
  };
  table.body = el("tbody");
  table.foot = el("div", { class: "table-foot" });
  table.heads = head.map((one, index) => header(table, one, index));
  const find = el("input", {
    type: "search",
    class: "text-input short",
    placeholder: say("table.filter"),
    "aria-label": say("table.filter_in", { name: table.title }),
    oninput: () => {
      table.filter = find.value.toLocaleLowerCase("da");
      table.page = 0;
      show(table);
    },
  });
  show(table);
  return el(
    "div",
    { class: "data-table" },
    // Two pages are looked through as quickly as a word is typed.
    rows.length > 2 * table.size && find,
    scrolling(
      table.title,
      el("table", {}, el("caption", {}, table.title), el("thead", {}, el("tr", {}, table.heads)), table.body),
    ),
    table.foot,
  );
}

function header(table, one, index) {
  const sort = () => {
    table.down = table.column === index && !table.down;
    table.column = index;
    table.page = 0;
    show(table);
  };
  const numeric = table.rows.length > 0 && table.rows.every((row) => row[index]?.type === "raw_number");
  return el(
    "th",
    { scope: "col", class: numeric ? "right" : "" },
    el(
      "button",
      { type: "button", class: "sort", onclick: sort },
      words(one),
      el("span", { class: "arrow", "aria-hidden": "true" }),
    ),
  );
}

function found(table) {
  const rows = table.rows.filter(
    (row) => !table.filter || row.some((one) => words(one).toLocaleLowerCase("da").includes(table.filter)),
  );
  if (table.column < 0) return rows;
  const sign = table.down ? -1 : 1;
  return rows.sort((a, b) => sign * order(a[table.column], b[table.column]));
}

const order = (a, b) =>
  a?.type === "raw_number" && b?.type === "raw_number"
    ? a.value - b.value
    : words(a).localeCompare(words(b), "da", { numeric: true });

function show(table) {
  const rows = found(table);
  const from = table.page * table.size;
  const title = table.block.row_header_column_index ?? 0;
  const line = (row) =>
    el(
      "tr",
      {},
      row.map((one, index) =>
        el(
          index === title ? "th" : "td",
          { scope: index === title ? "row" : null, class: one?.type === "raw_number" ? "right" : "" },
          cell(one, table.names),
        ),
      ),
    );
  replace(table.body, rows.slice(from, from + table.size).map(line));
  table.heads.forEach((node, index) =>
    node.setAttribute("aria-sort", index !== table.column ? "none" : table.down ? "descending" : "ascending"),
  );
  foot(table, rows.length, from);
}

function foot(table, count, from) {
  const turn = (by, label, off) =>
    el(
      "button",
      {
        type: "button",
        class: "button small",
        "data-turn": by,
        disabled: off,
        onclick: () => {
          table.page += by;
          show(table);
          table.foot.querySelector(`[data-turn="${by}"]:enabled, button:enabled`)?.focus();
        },
      },
      label,
    );
  const to = Math.min(from + table.size, count);
  const said = say("table.rows", { from: count ? from + 1 : 0, to, total: count });
  replace(
    table.foot,
    el("span", {}, said),
    count > table.size && [turn(-1, say("table.back"), from === 0), turn(1, say("table.on"), to >= count)],
  );
  if (table.body.isConnected) announce(said);
}
