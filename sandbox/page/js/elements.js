/** The interactive elements of Block Kit. Each is drawn by a function (element, place) and says its value to `place.ctx`. */

import { el, fresh, icon } from "./dom.js";
import { ask } from "./dialog.js";
import { withEarlier } from "./earlier.js";
import { inputs } from "./inputs.js";
import { menu } from "./menu.js";
import { decode, plain, text } from "./mrkdwn.js";
import { selects } from "./selects.js";
import { say } from "./words.js";

const CLICKED = { button, workflow_button: button, overflow, feedback_buttons: feedback, icon_button: iconOnly, image };
const DRAWN = { ...CLICKED, ...inputs, ...selects };

/** The element as a node; one of a kind that is not known is named rather than left out. */
export function element(spec, place) {
  const draw = DRAWN[spec?.type];
  const given = place.ctx.inputs?.[place.block.block_id]?.[spec?.action_id];
  return draw
    ? draw(withEarlier(spec, given), place)
    : el("span", { class: "unknown" }, say("block.unknown", { type: spec?.type ?? "?" }));
}

/** Waits for the app's acknowledgement; the button shows that it is pressed, and what went wrong beside it. */
async function press(node, spec, place, payload) {
  if (node.getAttribute("aria-disabled") === "true") return;
  if (spec.confirm && !(await ask(spec.confirm, place.ctx.names))) return;
  busy(node, true);
  try {
    await place.ctx.act(place.block, spec, payload);
  } finally {
    busy(node, false);
  }
}

function busy(node, on) {
  node.classList.toggle("busy", on);
  for (const [name, value] of [
    ["aria-disabled", "true"],
    ["aria-busy", "true"],
  ]) {
    if (on) node.setAttribute(name, value);
    else node.removeAttribute(name);
  }
}

function button(spec, place) {
  const style = ["primary", "danger"].includes(spec.style) ? spec.style : "";
  const label = spec.accessibility_label ? decode(spec.accessibility_label) : null;
  const node = el(
    "button",
    { type: "button", class: `button ${style}`, "aria-label": label, "data-action": spec.action_id },
    plain(spec.text),
  );
  const payload = { type: spec.type, text: spec.text, value: spec.value };
  node.addEventListener("click", () => {
    if (spec.url) window.open(safe(spec.url), "_blank", "noopener,noreferrer");
    press(node, spec, place, payload);
  });
  return node;
}

const safe = (url) => (/^https?:\/\//i.test(url) ? decode(url) : "about:blank");

function overflow(spec, place) {
  const node = el(
    "button",
    {
      type: "button",
      class: "button overflow",
      "aria-label": say("menu.more"),
      title: say("menu.more"),
      "data-action": spec.action_id,
    },
    icon("more"),
  );
  const items = () =>
    (spec.options ?? []).map((option) => ({
      label: plain(option.text),
      hint: option.description && plain(option.description),
      onchoose: () => press(node, spec, place, { type: "overflow", selected_option: option }),
    }));
  return menu(node, items);
}

function feedback(spec, place) {
  const made = ["positive", "negative"].map((kind) => {
    const half = spec[`${kind}_button`] ?? {};
    const label = half.accessibility_label ? decode(half.accessibility_label) : null;
    const node = el(
      "button",
      {
        type: "button",
        class: "button feedback",
        "aria-pressed": "false",
        "aria-label": label,
        "data-action": spec.action_id,
      },
      plain(half.text),
    );
    node.addEventListener("click", () => {
      made.forEach((one) => one.setAttribute("aria-pressed", String(one === node)));
      press(node, spec, place, { type: spec.type, text: half.text, value: half.value });
    });
    return node;
  });
  return el("span", { class: "feedback-pair" }, made);
}

function iconOnly(spec, place) {
  const label = decode(spec.accessibility_label ?? spec.text?.text);
  const node = el(
    "button",
    { type: "button", class: "button icon-only", "aria-label": label, title: label, "data-action": spec.action_id },
    icon(spec.icon),
  );
  node.addEventListener("click", () =>
    press(node, spec, place, { type: spec.type, text: spec.text, value: spec.value }),
  );
  return node;
}

/** Pictures are shown from this server only: a card must not make a reader's browser call someone else's. */
export function image(spec) {
  const alt = decode(spec.alt_text);
  const own = spec.slack_file?.id ?? /\/files\/(F[A-Z0-9]+)\//.exec(spec.slack_file?.url ?? "")?.[1];
  const url = spec.image_url ?? (own ? `/local/picture/${own}` : (spec.slack_file?.url ?? ""));
  if (/^data:image\/(png|jpeg|gif);/.test(url) || new URL(url, location.href).origin === location.origin)
    return el("img", { src: url, alt });
  return el("span", { class: "image-elsewhere", role: "img", "aria-label": alt }, icon("file"), alt);
}

/** Checkboxes and radio buttons share this drawing of one choice. */
export function choice(kind, name, option, names, checked, onchange) {
  const id = fresh("choice");
  const input = el("input", { type: kind, name, id, checked, onchange });
  const hint = option.description && el("span", { class: "item-hint" }, text(option.description, names));
  return {
    input,
    option,
    node: el("label", { class: "choice", for: id }, input, el("span", {}, text(option.text, names), hint)),
  };
}
