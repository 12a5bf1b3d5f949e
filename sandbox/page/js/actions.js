/** What every surface gives its blocks: acting on an element, asking the app for options, holding what is filled in. */

import { announce, el, icon } from "./dom.js";
import { names, store } from "./store.js";
import { say } from "./words.js";
import * as wire from "./wire.js";

/**
 * `where` names the surface for the server: {channel, ts}, or {view}. `inputs` is what was filled in earlier:
 * block_id → action_id → value. `trouble(text)` shows what went wrong.
 */
export function context(where, inputs, trouble) {
  const held = new Map();
  const all = () => [...held.values()].map((one) => ({ ...one, payload: one.read() }));
  return {
    names,
    inputs: inputs ?? {},
    all,
    hold: (block, action, acts, read) => held.set(`${block}\n${action}`, { block, action, acts, read }),
    suggest: (block, element, text) => wire.suggest(store.me, where, element.action_id, text),
    async act(block, element, payload) {
      trouble("");
      const others = all().filter((one) => !one.acts);
      const outcome = await attempt(
        () => wire.act(store.me, where, block.block_id, element.action_id, payload, others),
        trouble,
      );
      if (outcome) announce(say("action.done"));
    },
  };
}

/** `state.values` of what is held: block_id → action_id → payload. */
export function valuesOf(ctx) {
  const found = {};
  for (const { block, action, payload } of ctx.all()) (found[block] ??= {})[action] = payload;
  return found;
}

/** Runs `work`; a refusal is shown by `trouble` in a sentence. Gives what `work` gave, or undefined. */
export async function attempt(work, trouble = toast) {
  try {
    return (await work()) ?? true;
  } catch (problem) {
    trouble(sentence(problem));
    return undefined;
  }
}

export function sentence(problem) {
  if (problem.code === "said") return problem.message;
  const said = say(`problem.${problem.code}`);
  return said === `problem.${problem.code}` ? say("problem.other", { problem: problem.message }) : said;
}

/** A message at the foot of the window that stays until it is closed. */
export function toast(text) {
  if (!text) return;
  const close = el(
    "button",
    { type: "button", class: "icon-button", "aria-label": say("dialog.close"), onclick: () => node.remove() },
    icon("close"),
  );
  const node = el("div", { class: "toast" }, icon("warning"), el("span", {}, text), close);
  document.getElementById("toasts").append(node);
}
