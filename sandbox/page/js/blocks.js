/** Block Kit as Slack draws it. One function a block; what none knows is named on the page rather than left out. */

import { el, fresh, icon } from "./dom.js";
import { element, image } from "./elements.js";
import { markdown } from "./markdown.js";
import { decode, plain, text } from "./mrkdwn.js";
import { richText } from "./rich_text.js";
import { dataTable, plainTable } from "./table.js";
import { say } from "./words.js";

/**
 * `ctx` gives what blocks need of the place they stand in:
 * `names` (what people and channels are called), `act(block, element, payload)`, `suggest(block, element, text)` and `hold(block, action, read)`.
 */
export function blocks(list, ctx) {
  return el(
    "div",
    { class: "blocks" },
    (list ?? []).map((block) => draw(block, ctx)),
  );
}

const DRAWN = {
  header: (block) => el("h3", { class: "block-header" }, plain(block.text)),
  divider: () => el("hr"),
  section,
  context,
  image: picture,
  input,
  actions: (block, ctx) => row("actions", block, ctx),
  context_actions: (block, ctx) => row("context-actions", block, ctx),
  rich_text: (block, ctx) => richText(block, ctx.names),
  markdown: (block) => markdown(block.text),
  table: (block, ctx) => plainTable(block, ctx.names),
  data_table: (block, ctx) => dataTable(block, ctx.names),
  alert: (block, ctx) =>
    el(
      "div",
      { class: `block-alert ${LEVELS[block.level] ?? ""}`, role: "note" },
      icon("warning"),
      el("div", {}, text(block.text, ctx.names)),
    ),
  card,
  carousel: (block, ctx) =>
    el(
      "div",
      { class: "carousel" },
      (block.elements ?? []).map((one) => card(one, ctx)),
    ),
  file: () => el("p", { class: "unknown" }, say("block.file")),
  video: (block) => el("p", { class: "unknown" }, say("block.video", { title: plain(block.title) })),
};
const LEVELS = { info: "info", warning: "warning", error: "error", success: "success" };

function draw(block, ctx) {
  const known = DRAWN[block?.type];
  return known ? known(block, ctx) : el("p", { class: "unknown" }, say("block.unknown", { type: block?.type ?? "?" }));
}

function section(block, ctx) {
  const accessory = block.accessory && element(block.accessory, { block, ctx, acts: true, name: nameOf(block) });
  const words = el(
    "div",
    { class: "section-words" },
    block.text && el("div", { class: "words" }, text(block.text, ctx.names)),
    block.fields &&
      el(
        "div",
        { class: "fields" },
        block.fields.map((one) => el("div", { class: "words" }, text(one, ctx.names))),
      ),
  );
  return el("div", { class: "section" }, words, accessory && el("div", { class: "accessory" }, accessory));
}

const nameOf = (block) =>
  decode(block.text?.text ?? "")
    .split("\n")[0]
    .slice(0, 80);

function context(block, ctx) {
  const one = (part) => (part.type === "image" ? image(part) : el("span", { class: "words" }, text(part, ctx.names)));
  return el("div", { class: "context" }, (block.elements ?? []).map(one));
}

function row(name, block, ctx) {
  return el(
    "div",
    { class: name },
    (block.elements ?? []).map((one) => element(one, { block, ctx, acts: true })),
  );
}

function picture(block) {
  return el("figure", {}, block.title && el("figcaption", {}, plain(block.title)), image(block));
}

const GROUPS = ["checkboxes", "radio_buttons"];

function input(block, ctx) {
  const [id, hintId] = [fresh("field"), fresh("hint")];
  const group = GROUPS.includes(block.element?.type);
  const place = {
    block,
    ctx,
    acts: Boolean(block.dispatch_action),
    required: !block.optional,
    hintId,
    name: plain(block.label),
    ...(group ? { labelId: id } : { id }),
  };
  const label = [plain(block.label), block.optional && el("span", { class: "optional" }, ` ${say("modal.optional")}`)];
  return el(
    "div",
    { class: "field", "data-block": block.block_id },
    group ? el("div", { class: "label", id }, label) : el("label", { class: "label", for: id }, label),
    element(block.element, place),
    el("div", { id: hintId }, block.hint && el("p", { class: "hint" }, plain(block.hint))),
  );
}

function card(block, ctx) {
  return el(
    "div",
    { class: "card" },
    block.hero_image && image(block.hero_image),
    el(
      "div",
      { class: "card-words" },
      block.title && el("strong", {}, text(block.title, ctx.names)),
      block.subtitle && el("span", { class: "item-hint" }, text(block.subtitle, ctx.names)),
      block.body && el("div", { class: "words" }, text(block.body, ctx.names)),
    ),
    block.actions && row("actions", { ...block, elements: block.actions }, ctx),
  );
}
