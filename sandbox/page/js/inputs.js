/** Elements that people write or tick. Each registers how its value is read, and acts on change where Slack does. */

import { el, fresh } from "./dom.js";
import { choice } from "./elements.js";
import { decode, plain } from "./mrkdwn.js";
import { fromWallClock, say, wallClock } from "./words.js";

export const inputs = {
  plain_text_input: written,
  rich_text_input: written,
  number_input: written,
  email_text_input: written,
  url_text_input: written,
  datepicker: dated("date", "initial_date", "selected_date"),
  timepicker: dated("time", "initial_time", "selected_time"),
  datetimepicker: dated("datetime-local", "initial_date_time", "selected_date_time"),
  checkboxes: ticked,
  radio_buttons: ticked,
  file_input: filed,
};

const KINDS = { number_input: "number", email_text_input: "email", url_text_input: "url" };

/** Registers the value, and gives a function to call when it changed. */
export function hold(spec, place, read) {
  place.ctx.hold(place.block.block_id, spec.action_id, Boolean(place.acts), () => ({ type: spec.type, ...read() }));
  return () => place.acts && place.ctx.act(place.block, spec, { type: spec.type, ...read() });
}

const labelled = (place) => ({
  id: place.id,
  "aria-label": place.id ? null : place.name,
  "aria-describedby": place.hintId,
  "aria-required": place.required ? "true" : null,
});

function written(spec, place) {
  const many = spec.multiline || spec.type === "rich_text_input";
  const initial = decode(typeof spec.initial_value === "object" ? "" : spec.initial_value);
  const node = el(many ? "textarea" : "input", {
    ...labelled(place),
    class: "text-input",
    rows: many ? 4 : null,
    type: many ? null : (KINDS[spec.type] ?? "text"),
    placeholder: spec.placeholder ? plain(spec.placeholder) : null,
    maxlength: spec.max_length,
    minlength: spec.min_length,
    min: spec.min_value,
    max: spec.max_value,
    step: spec.is_decimal_allowed ? "any" : null,
    "data-action": spec.action_id,
    autofocus: spec.focus_on_load,
    autocomplete: "off",
  });
  node.value = initial;
  const changed = hold(spec, place, () =>
    spec.type === "rich_text_input" ? { rich_text_value: asRichText(node.value) } : { value: node.value || null },
  );
  whenWritten(node, spec, changed);
  return node;
}

function whenWritten(node, spec, changed) {
  const on = spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (on.includes("on_character_entered")) node.addEventListener("input", changed);
  if (on.includes("on_enter_pressed"))
    node.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && changed());
}

const asRichText = (text) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
});

function dated(type, initial, field) {
  return (spec, place) => {
    const moment = type === "datetime-local";
    const node = el("input", {
      ...labelled(place),
      type,
      class: "text-input short",
      "data-action": spec.action_id,
      autofocus: spec.focus_on_load,
    });
    if (spec[initial]) node.value = moment ? wallClock(spec[initial]) : spec[initial];
    const value = () => (node.value ? (moment ? fromWallClock(node.value) : node.value) : null);
    node.addEventListener(
      "change",
      hold(spec, place, () => ({ [field]: value() })),
    );
    return node;
  };
}

function ticked(spec, place) {
  const many = spec.type === "checkboxes";
  const first =
    (many ? spec.initial_options : [spec.initial_option])?.filter(Boolean).map((option) => option.value) ?? [];
  const name = fresh("group");
  let changed = () => {};
  const rows = (spec.options ?? []).map((option) =>
    choice(many ? "checkbox" : "radio", name, option, place.ctx.names, first.includes(option.value), () => changed()),
  );
  const chosen = () => rows.filter((row) => row.input.checked).map((row) => row.option);
  changed = hold(spec, place, () => (many ? { selected_options: chosen() } : { selected_option: chosen()[0] ?? null }));
  const attributes = { role: many ? "group" : "radiogroup", class: "choices", "data-action": spec.action_id };
  return el(
    "div",
    {
      ...attributes,
      "aria-labelledby": place.labelId,
      "aria-label": place.labelId ? null : place.name,
      "aria-describedby": place.hintId,
    },
    rows.map((row) => row.node),
  );
}

function filed(spec, place) {
  const node = el("input", {
    ...labelled(place),
    type: "file",
    multiple: (spec.max_files ?? 10) > 1,
    "data-action": spec.action_id,
  });
  hold(spec, place, () => ({ files: [...node.files].map((file) => ({ name: file.name, size: file.size })) }));
  return el("div", {}, node, el("p", { class: "hint" }, say("block.file_input")));
}
