/** The bar at the top: the workspace, the clock, who one acts as, and how the page looks. */

import { attempt } from "./actions.js";
import { avatar } from "./avatar.js";
import { $, el, icon, replace } from "./dom.js";
import { menu } from "./menu.js";
import { person, store } from "./store.js";
import { currentLanguage, fromWallClock, moment, say, wallClock } from "./words.js";
import * as wire from "./wire.js";

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const NARROW_PX = 720;
const MORNING = "08:30";
let parts = {};

/** `how` is {actAs(id), side(), inspect(), theme(name), language(name)}. */
export function buildTopbar(how) {
  parts = { how };
  parts.team = el("span", {});
  parts.clock = el(
    "button",
    {
      type: "button",
      class: "bar-button clock",
      id: "clock",
      "aria-expanded": "false",
      "aria-haspopup": "dialog",
      onclick: toggleClock,
    },
    icon("clock"),
    el("span", {}),
  );
  parts.who = el("button", { type: "button", class: "bar-button", id: "who" });
  parts.wire = el(
    "button",
    {
      type: "button",
      class: "bar-button",
      id: "inspect",
      "aria-pressed": "false",
      "aria-label": say("inspector.title"),
      onclick: how.inspect,
    },
    icon("wire"),
    el("span", { class: "only-wide" }, say("inspector.button")),
  );
  const side = el(
    "button",
    {
      type: "button",
      class: "bar-button only-narrow",
      id: "open-side",
      "aria-expanded": "false",
      "aria-controls": "side",
      "aria-label": say("side.open"),
      onclick: how.side,
    },
    icon("menu"),
  );
  const look = el(
    "button",
    { type: "button", class: "bar-button", id: "look", "aria-label": say("look.title") },
    icon("sun"),
  );
  parts.clockHolder = el("div", { class: "menu-holder" }, parts.clock);
  parts.clockHolder.addEventListener("keydown", (event) => event.key === "Escape" && closeClock(true));
  parts.clockHolder.addEventListener(
    "focusout",
    (event) => event.relatedTarget && !parts.clockHolder.contains(event.relatedTarget) && closeClock(false),
  );
  replace(
    $("top"),
    side,
    el(
      "div",
      { class: "brand" },
      el("img", { src: "icon.svg", alt: "" }),
      parts.team,
      el("small", {}, say("page.local")),
    ),
    el("span", { class: "space" }),
    parts.clockHolder,
    parts.wire,
    menu(look, looks),
    menu(parts.who, people, { label: say("who.title") }),
  );
}

export function showTopbar() {
  parts.team.textContent = store.team;
  showClock();
  const me = person(store.me);
  if (parts.who.dataset.me !== store.me + currentLanguage()) {
    parts.who.dataset.me = store.me + currentLanguage();
    replace(parts.who, avatar(store.me), el("span", { class: "name" }, me?.name), icon("down"));
    parts.who.setAttribute("aria-label", say("who.now", { name: me?.name ?? "" }));
  }
  parts.wire.setAttribute("aria-pressed", String(store.inspecting));
}

const people = () =>
  store.people
    .filter((one) => !one.is_bot && !one.deleted)
    .map((one) => ({
      label: one.name,
      hint: [`@${one.handle}`, one.is_admin && say("who.admin")].filter(Boolean).join(" · "),
      checked: one.id === store.me,
      before: avatar(one.id),
      onchoose: () => parts.how.actAs(one.id),
    }));

function looks() {
  const theme = (name) => ({
    label: say(`look.${name}`),
    checked: (document.documentElement.dataset.choice ?? "auto") === name,
    onchoose: () => parts.how.theme(name),
  });
  const language = (name, label) => ({
    label,
    checked: currentLanguage() === name,
    onchoose: () => parts.how.language(name),
  });
  return [theme("auto"), theme("light"), theme("dark"), language("da", "Dansk"), language("en", "English")];
}

// ---- the clock

/** The workspace's time now: it goes on from what the server said last. */
const now = () => store.now + (performance.now() - store.heardAt) / 1000;

export function showClock() {
  if (!store.now || !parts.clock) return;
  const words = moment(now(), {
    ...(window.innerWidth > NARROW_PX ? { weekday: "short", year: "numeric" } : {}),
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  if (parts.clock.lastChild.textContent !== words) parts.clock.lastChild.textContent = words;
  const moved = Math.abs(store.moved) > 60;
  parts.clock.classList.toggle("moved", moved);
  parts.clock.setAttribute("aria-label", say(moved ? "clock.now_moved" : "clock.now", { time: words }));
}

function toggleClock() {
  if (parts.popover) return closeClock(true);
  const field = el("input", { type: "datetime-local", id: "clock-field", class: "text-input", required: true });
  field.value = wallClock(now());
  const go = (seconds) => async () => {
    if (await attempt(() => wire.setClock(seconds()))) field.value = wallClock(seconds() ?? Date.now() / 1000);
  };
  const quick = (name, seconds) =>
    el("button", { type: "button", class: "button small", onclick: go(seconds) }, say(name));
  const form = el(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        go(() => fromWallClock(field.value))();
      },
    },
    el("h2", { id: "clock-title" }, say("clock.title")),
    el("p", { class: "muted" }, say("clock.why")),
    el("div", {}, el("label", { for: "clock-field" }, say("clock.field")), field),
    el("button", { type: "submit", class: "button primary" }, say("clock.move")),
    el(
      "div",
      { class: "row" },
      quick("clock.hour", () => now() + HOUR_S),
      quick("clock.morning", () => morning(1)),
      quick("clock.monday", monday),
      quick("clock.week", () => morning(7)),
      quick("clock.month", () => morning(30)),
    ),
    el("button", { type: "button", class: "button", onclick: go(() => null) }, say("clock.back")),
  );
  parts.popover = el("div", { class: "popover", role: "dialog", "aria-labelledby": "clock-title" }, form);
  parts.clock.setAttribute("aria-expanded", "true");
  parts.clockHolder.append(parts.popover);
  field.focus();
}

function closeClock(refocus) {
  parts.popover?.remove();
  parts.popover = null;
  parts.clock.setAttribute("aria-expanded", "false");
  if (refocus) parts.clock.focus();
}

const at = (seconds, time) => fromWallClock(`${wallClock(seconds).slice(0, 10)}T${time}`);
/** 08:30 in so many days. Noon is gone from, so that a change to summer time moves nothing. */
const morning = (days) => at(at(now(), "12:00") + days * DAY_S, MORNING);

function monday() {
  const weekday = new Date(`${wallClock(now()).slice(0, 10)}T12:00Z`).getUTCDay();
  return morning((8 - weekday) % 7 || 7);
}
