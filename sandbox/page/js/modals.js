/** The app's modals, as they stand on the server: the topmost is shown, what is filled in survives an update. */

import { attempt, context, valuesOf } from "./actions.js";
import { blocks } from "./blocks.js";
import { openDialog } from "./dialog.js";
import { announce, el, icon, iconButton, replace } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { store } from "./store.js";
import { say } from "./words.js";
import * as wire from "./wire.js";

let open = null; // {id, state, node, ctx}
const left = new Set(); // ids of what was closed here: a picture of the workspace may be older than that

export function showModals() {
  const views = store.modals.filter((one) => !left.has(one.id));
  const view = views.at(-1);
  if (!view) return put(null);
  const state = JSON.stringify([view.id, view.hash, views.length]);
  if (open?.state !== state) put(view, state);
}

/** Takes away the dialog that is open and puts another in its place. */
function put(view, state) {
  const before = open;
  open = null;
  const kept = before && view?.id === before.id ? valuesOf(before.ctx) : {};
  const focus = before?.node.contains(document.activeElement) ? place(document.activeElement) : null;
  before?.node.close();
  if (!view) return;
  open = draw(view, state, { ...view.inputs, ...kept });
  if (view.id === before?.id) focus?.(open.node)?.focus();
  else announce(plain(view.title));
}

/** How to find in the dialog that is drawn anew what stands for `node`, which has the focus. */
function place(node) {
  const [block, action] = [node.closest("[data-block]")?.dataset.block, node.dataset.action];
  if (block && action)
    return (dialog) => dialog.querySelector(`[data-block="${CSS.escape(block)}"] [data-action="${CSS.escape(action)}"]`);
  const part = [".dialog-head", ".dialog-body", ".dialog-foot"].find((one) => node.closest(one)) ?? ".dialog";
  const same = (one) => (action ? one.dataset.action === action : named(one) === named(node) && one.type === node.type);
  return (dialog) => [...dialog.querySelectorAll(`${part} :is(${USABLE})`)].find(same);
}

const USABLE = "button, input, textarea, select, a[href], [tabindex]";
const named = (node) => node.ariaLabel || node.textContent || node.id;

function draw(view, state, inputs) {
  const trouble = el("div", { "aria-live": "assertive" });
  const show = (text) => replace(trouble, text && el("p", { class: "problem" }, icon("warning"), text));
  const one = { id: view.id, state, view, show };
  one.ctx = context({ view: view.id }, inputs, show);
  const form = el(
    "form",
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        submit(one);
      },
    },
    el("div", { class: "dialog-body" }, blocks(view.blocks, one.ctx), trouble),
    foot(one),
  );
  const back = store.modals.length > 1 && iconButton("back", say("modal.back"), () => leave(one));
  one.node = openDialog(plain(view.title), form, { before: back, onclose: () => open === one && leave(one, true) });
  const first =
    one.node.querySelector("[autofocus]") ??
    one.node.querySelector(".dialog-body :is(input, textarea, select):not([type=hidden])");
  first?.focus();
  const body = one.node.querySelector(".dialog-body");
  if (!body.querySelector("button, input, textarea, select, a[href], [tabindex]")) body.tabIndex = 0; // to scroll by keys
  return one;
}

function foot(one) {
  const { view } = one;
  one.send = view.submit && el("button", { type: "submit", class: "button primary" }, plain(view.submit));
  const close = el(
    "button",
    { type: "button", class: "button", onclick: () => leave(one) },
    view.close ? plain(view.close) : say(view.submit ? "modal.cancel" : "dialog.close"),
  );
  return el("div", { class: "dialog-foot" }, close, one.send);
}

/** Closes the topmost; with the window's own cross or Escape all of them, as Slack does. */
async function leave(one, everything = false) {
  const closed = everything ? store.modals.map((view) => view.id) : [one.id];
  open = null;
  closed.forEach((id) => left.add(id));
  one.node.close();
  if (!(await attempt(() => wire.closeView(store.me, everything)))) closed.forEach((id) => left.delete(id));
}

async function submit(one) {
  if (one.busy) return;
  one.busy = true;
  one.send?.classList.add("busy");
  one.send?.setAttribute("aria-disabled", "true");
  clear(one);
  const outcome = await attempt(() => wire.submitView(store.me, one.id, one.ctx.all()), one.show);
  one.busy = false;
  one.send?.classList.remove("busy");
  one.send?.removeAttribute("aria-disabled");
  if (outcome?.errors) mark(one, outcome.errors);
}

function clear(one) {
  one.show("");
  for (const node of one.node.querySelectorAll(".field-error")) node.remove();
  for (const node of one.node.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
}

/** `errors` are block_id → sentence. The first field with one gets the focus. */
function mark(one, errors) {
  const marked = Object.entries(errors)
    .map(([block, text]) => markField(one.node.querySelector(`[data-block="${CSS.escape(block)}"]`), text))
    .filter(Boolean);
  if (!marked.length) one.show(Object.values(errors).join(" "));
  marked[0]?.focus();
}

function markField(field, text) {
  const input = field?.querySelector("input, textarea, [role=group], [role=radiogroup]");
  if (!input) return null;
  const note = field.querySelector(`#${CSS.escape(input.getAttribute("aria-describedby") ?? "")}`) ?? field;
  note.append(el("p", { class: "field-error" }, icon("warning"), text === "required" ? say("modal.required") : text));
  input.setAttribute("aria-invalid", "true");
  return input.matches("[role]:not(input)") ? input.querySelector("input") : input;
}
