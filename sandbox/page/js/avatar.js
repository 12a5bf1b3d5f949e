/** The small picture beside a name. It says nothing that the name does not. */

import { el } from "./dom.js";
import { person } from "./store.js";

export function avatar(id) {
  const who = person(id);
  if (who?.is_bot)
    return el("span", { class: "avatar bot", "aria-hidden": "true" }, el("img", { src: "icon.svg", alt: "" }));
  return el("span", { class: `avatar hue-${hue(id)}`, "aria-hidden": "true" }, initials(who?.name ?? "?"));
}

const initials = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase())
    .join("");
const hue = (id) => [...String(id)].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 997, 7) % 6;
