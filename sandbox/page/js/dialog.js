/** Dialogs in the browser's own <dialog>: it keeps the focus inside and gives it back. */

import { $, el, fresh, iconButton } from "./dom.js";
import { giveBack } from "./focus.js";
import { plain, text } from "./mrkdwn.js";
import { say } from "./words.js";

/** Opens a dialog on top of the page; `onclose` is called however it is left. */
export function openDialog(title, content, { onclose, className = "", before } = {}) {
  const id = fresh("dialog");
  const node = el("dialog", { class: `dialog ${className}`, "aria-labelledby": id });
  const shut = () => node.close();
  node.append(
    el(
      "div",
      { class: "dialog-head" },
      before,
      el("h2", { id }, title),
      iconButton("close", say("dialog.close"), shut),
    ),
    content,
  );
  node.addEventListener("close", () => {
    node.remove();
    onclose?.();
    giveBack();
  });
  $("dialogs").append(node);
  node.showModal();
  return node;
}

/** A confirmation of Block Kit. Gives true when it was confirmed. */
export function ask(confirm, names) {
  return new Promise((answer) => {
    let sure = false;
    const leave = (yes) => () => {
      sure = yes;
      node.close();
    };
    const style = confirm.style === "danger" ? "danger" : "primary";
    const body = el("div", { class: "dialog-body" }, el("p", {}, text(confirm.text, names)));
    const foot = el(
      "div",
      { class: "dialog-foot" },
      el("button", { type: "button", class: "button", onclick: leave(false) }, plain(confirm.deny)),
      el(
        "button",
        { type: "button", class: `button ${style}`, autofocus: true, onclick: leave(true) },
        plain(confirm.confirm),
      ),
    );
    const node = openDialog(
      plain(confirm.title),
      [body, foot].reduce((all, one) => (all.append(one), all), document.createDocumentFragment()),
      { className: "small", onclose: () => answer(sure) },
    );
  });
}
