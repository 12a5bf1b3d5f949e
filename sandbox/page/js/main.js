/** Starts the page: reads the words and the workspace, builds the parts, and follows every change on the server. */

import { attempt, toast } from "./actions.js";
import { openDialog } from "./dialog.js";
import { $, announce, el, released } from "./dom.js";
import { buildInspector, json, showInspector } from "./inspector.js";
import { isAppPlace } from "./messages.js";
import { showModals } from "./modals.js";
import { buildPlace, focusComposer, showPlace } from "./place.js";
import { heading, here, isBot, isDirect, person, store } from "./store.js";
import { showSidebar } from "./sidebar.js";
import { buildThread, openThread, showThread } from "./thread.js";
import { buildTopbar, showClock, showTopbar } from "./topbar.js";
import { currentLanguage, loadWords, say, setLanguage } from "./words.js";
import * as wire from "./wire.js";

const CLOCK_MS = 1000;
const AGAIN_MS = 1500;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

const remembered = (name) => localStorage.getItem(`sandbox.${name}`);
const remember = (name, value) => localStorage.setItem(`sandbox.${name}`, value);

// ---- how it looks

function setTheme(choice) {
  remember("theme", choice);
  document.documentElement.dataset.choice = choice;
  document.documentElement.dataset.theme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
}

function changeLanguage(name) {
  remember("language", name);
  setLanguage(name);
  build();
  show();
  $("look").focus();
}

// ---- where one is and who one is

async function go(place) {
  Object.assign(store, { place, thread: null });
  openSide(false);
  const elsewhere = movedOn();
  await arrive(() => {
    announce(heading(here()));
    if ((store.tab === "messages" || !isAppPlace()) && !elsewhere()) focusComposer();
  });
}

/** Says later whether something else outside of the list of places has got the focus since now. */
function movedOn() {
  const from = document.activeElement;
  return () => ![from, document.body].includes(document.activeElement) && !$("side").contains(document.activeElement);
}

async function actAs(id) {
  const inApp = isAppPlace();
  Object.assign(store, { me: id, thread: null, place: inApp ? "" : store.place });
  await arrive();
  announce(say("who.now", { name: person(store.me).name }));
}

/** Everything for the person and the place chosen; a place that this person is not in gives way to the app. As in Slack
 * everybody finds the app at the side, also who has not spoken with it. `there` is called once the place is on the
 * screen. */
async function arrive(there = () => {}) {
  await refresh();
  if (!here() || !store.conversations.some((one) => isDirect(one) && one.members.some(isBot))) {
    const { channel } = await wire.directWithApp(store.me);
    if (!here()) store.place = channel;
    await refresh();
  }
  remember("me", store.me);
  remember("place", store.place);
  there(); // not only when the app has answered: whoever has gone on to a button meanwhile keeps it
  await opened();
}

/** Slack tells an app when somebody opens one of its tabs. */
async function opened() {
  if (isAppPlace() && store.tab !== "about") await attempt(() => wire.openApp(store.me, store.tab));
}

async function turnTab() {
  show();
  await opened();
}

function openSide(on) {
  $("side").classList.toggle("open", on);
  $("open-side")?.setAttribute("aria-expanded", String(on));
  if (on) ($("side").querySelector("[aria-current]") ?? $("side").querySelector("button"))?.focus();
}

async function inspect() {
  store.inspecting = !store.inspecting;
  showTopbar();
  await showInspector();
  if (store.inspecting) $("inspector").focus();
  else $("inspect").focus();
}

/** The blocks of a card as they came over the wire. */
function raw(message) {
  openDialog(
    say("message.raw"),
    el(
      "div",
      { class: "dialog-body wire" },
      json("inspector.blocks", message.blocks),
      json("inspector.text", message.text),
    ),
    {},
  );
}

// ---- drawing

function build() {
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]"))
    node.setAttribute("aria-label", say(node.dataset.label));
  const how = { thread: openThread, raw, go: turnTab };
  buildTopbar({
    actAs,
    side: () => openSide(!$("side").classList.contains("open")),
    inspect,
    theme: setTheme,
    language: changeLanguage,
  });
  buildPlace(how);
  buildThread(how);
  buildInspector(inspect);
}

function show() {
  showTopbar();
  showSidebar(go);
  showPlace();
  showThread();
  showModals();
}

let last = Promise.resolve();

/** Everything that is on the screen, fresh from the server: one after the other, so that no picture is put over a newer. */
function refresh() {
  last = last.then(draw, draw);
  return last;
}

async function draw() {
  const asked = `${store.me}/${store.place}`;
  const news = await wire.picture(store);
  await released();
  if (asked !== `${store.me}/${store.place}`) return; // one has moved on meanwhile; that asked anew
  Object.assign(store, news, { heardAt: performance.now(), began: Math.min(store.began, news.now) });
  show();
  await showInspector();
  document.body.dataset.drawn = news.version; // how new what is on the screen is
}

async function follow() {
  let lost = false;
  for (;;) {
    try {
      await wire.changed();
      await refresh();
      if (lost) announce(say("problem.found_again"));
      lost = false;
    } catch (problem) {
      if (!lost) toast(say("problem.lost"));
      lost = true;
      await new Promise((wake) => setTimeout(wake, AGAIN_MS));
    }
  }
}

// ---- keys

const REGIONS = ["top", "side", "main", "thread", "inspector"];

/** F6 goes round the regions of the page, as in Slack. */
function onKey(event) {
  if (event.key === "Escape" && $("side").classList.contains("open")) return closeSide();
  if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  const shown = REGIONS.map($).filter((node) => node.offsetParent !== null || node.getClientRects().length);
  const at = shown.findIndex((node) => node.contains(document.activeElement));
  const next = shown[(at + (event.shiftKey ? shown.length - 1 : 1)) % shown.length];
  (next.id === "main" ? $("composer-text") : next.querySelector("[aria-current], button, input"))?.focus();
}

function closeSide() {
  openSide(false);
  $("open-side").focus();
}

async function start() {
  setTheme(remembered("theme") ?? "auto");
  dark.addEventListener("change", () => setTheme(remembered("theme") ?? "auto"));
  await loadWords(remembered("language") ?? "da");
  build();
  Object.assign(store, { me: remembered("me") ?? "", place: remembered("place") ?? "" });
  document.addEventListener("keydown", onKey);
  await arrive();
  document.body.dataset.ready = currentLanguage();
  setInterval(showClock, CLOCK_MS);
  window.addEventListener("resize", showClock);
  follow();
}

start();
