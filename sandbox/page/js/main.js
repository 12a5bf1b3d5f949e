/** Starts the page: reads the words and the workspace, builds the parts, and follows every change on the server. */

import { toast } from "./actions.js";
import { openDialog } from "./dialog.js";
import { $, announce, el } from "./dom.js";
import { buildInspector, json, showInspector } from "./inspector.js";
import { showModals } from "./modals.js";
import { buildPlace, focusComposer, showPlace } from "./place.js";
import { isBot, isDirect, heading, here, person, store } from "./store.js";
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
  Object.assign(store, { place, thread: null, messages: [], home: null });
  remember("place", place);
  openSide(false);
  await refresh();
  announce(heading(here()));
  focusComposer();
}

async function actAs(id) {
  Object.assign(store, { me: id, thread: null, messages: [], home: null, modals: [], place: isDirect(here()) ? "" : store.place });
  remember("me", id);
  await refresh();
  announce(say("who.now", { name: person(id).name }));
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
  openDialog(say("message.raw"), el("div", { class: "dialog-body wire" }, json("inspector.blocks", message.blocks), json("inspector.text", message.text)), {});
}

// ---- drawing

function build() {
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  const how = { thread: openThread, raw, go: refresh };
  buildTopbar({ actAs, side: () => openSide(!$("side").classList.contains("open")), inspect, theme: setTheme, language: changeLanguage });
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

/** Everything that is on the screen, fresh from the server. */
async function refresh() {
  const asked = `${store.me}/${store.place}/${store.tab}`;
  const news = await wire.picture(store);
  if (asked !== `${store.me}/${store.place}/${store.tab}` && store.place) return;
  Object.assign(store, news, { heardAt: performance.now() });
  settle();
  show();
  await showInspector();
}

/** A place to be in: the one from last time if it is still there, else the app. */
function settle() {
  if (here()) return;
  const app = store.conversations.find((one) => isDirect(one) && one.members.some(isBot));
  store.place = (app ?? store.conversations[0])?.id ?? "";
  queueMicrotask(refresh);
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
  await refresh();
  document.body.dataset.ready = currentLanguage();
  setInterval(showClock, CLOCK_MS);
  follow();
}

start();
