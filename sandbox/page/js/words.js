/** What the page says, in the language chosen. All sentences stand in words.json. */

const LOCALES = { da: "da-DK", en: "en-GB" };
const ZONE = "Europe/Copenhagen";
let words = {};
let language = "da";

export async function loadWords(wanted) {
  words = await (await fetch("words.json")).json();
  setLanguage(wanted);
}

export function setLanguage(wanted) {
  language = words[wanted] ? wanted : "da";
  document.documentElement.lang = language;
}

export const currentLanguage = () => language;

/** The sentence called `key`, `{name}` filled from `values`; with a `count`, `key_one` is said for 1. */
export function say(key, values = {}) {
  const mine = words[language] ?? {};
  const sentence = (values.count === 1 && mine[`${key}_one`]) || mine[key] || key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** A moment (seconds since 1970) as people read it; `shape` as Intl.DateTimeFormat takes it. */
export function moment(seconds, shape) {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, ...shape }).format(new Date(seconds * 1000));
}

export const timeOfDay = (seconds) => moment(seconds, { hour: "2-digit", minute: "2-digit" });
export const wholeDay = (seconds) =>
  moment(seconds, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const wholeMoment = (seconds) => moment(seconds, { dateStyle: "full", timeStyle: "short" });
export const number = (value) => new Intl.NumberFormat(LOCALES[language]).format(value);

/** "2025-11-21T08:30" as it is on the wall in Copenhagen at that moment: what <input type=datetime-local> takes. */
export function wallClock(seconds) {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });
  return parts
    .format(new Date(seconds * 1000))
    .replace(" ", "T")
    .slice(0, 16);
}

/** Seconds since 1970 of a wall clock in Copenhagen. The offset is looked up twice: it may change on the way. */
export function fromWallClock(text) {
  const naive = Date.parse(`${text}Z`) / 1000;
  const offset = (at) => Date.parse(`${wallClock(at)}Z`) / 1000 - at + (at % 60);
  return naive - offset(naive - offset(naive));
}
