/** Where the focus was outside of dialogs: it returns to what stands there now, though that was drawn again meanwhile. */

let last = null; // {node, key, action, list}: the element, its message, its action, the list that the message is in

document.addEventListener("focusin", ({ target }) => {
  if (target.closest("dialog")) return;
  const message = target.closest("[data-key]");
  last = { node: target, key: message?.dataset.key, action: target.dataset.action, list: listOf(message) };
});

const listOf = (message) => message?.parentElement?.closest("[id]")?.id ?? "";

/** After a dialog. The browser gives the focus back by itself where what had it is still on the page. */
export function giveBack() {
  if (!last || document.activeElement !== document.body || document.querySelector("dialog[open]")) return;
  (last.node.isConnected ? last.node : standIn())?.focus();
}

function standIn() {
  const messages = [...document.querySelectorAll(`[data-key="${CSS.escape(last.key ?? "")}"]`)];
  const message = messages.find((one) => listOf(one) === last.list) ?? messages[0];
  const within = message ?? document;
  const same = [...within.querySelectorAll("[data-action]")].find((one) => last.action && one.dataset.action === last.action);
  return same ?? message?.querySelector("article");
}
