/** What the page knows: who one acts as, where one is, and the newest picture of the workspace from the server. */

import { timeOfDay } from "./words.js";

export const store = {
  me: "",
  place: "",
  tab: "messages",
  thread: null,
  inspecting: false,
  people: [],
  conversations: [],
  app: {},
  commands: [],
  shortcuts: [],
  messageShortcuts: [],
  team: "",
  messages: [],
  notices: [],
  began: Infinity,
  heardAt: 0,
  home: null,
  modals: [],
  prompts: {},
  statuses: {},
  now: 0,
  moved: 0,
  seen: new Map(), // "person/channel" → ts of the newest message that was on the screen
};

export const person = (id) => store.people.find((one) => one.id === id);
export const conversation = (id) => store.conversations.find((one) => one.id === id);
export const here = () => conversation(store.place);
export const bot = () => store.people.find((one) => one.is_bot);
export const isBot = (id) => Boolean(person(id)?.is_bot);
export const isDirect = (one) => one?.kind === "im";

/** What a conversation is called for the person that one acts as. */
export function title(one) {
  if (!one) return "";
  if (one.name) return one.name;
  const others = one.members.filter((id) => id !== store.me).map((id) => person(id)?.name ?? id);
  return others.join(", ") || (person(store.me)?.name ?? "");
}

export const heading = (one) => (one?.kind === "channel" ? `# ${title(one)}` : title(one));

/** Names for mrkdwn, rich_text and the select menus. */
export const names = {
  person: (id) => person(id)?.name,
  channel: (id) => conversation(id)?.name,
  people: () =>
    store.people.filter((one) => !one.deleted).map((one) => ({ id: one.id, label: one.name, hint: `@${one.handle}` })),
  channels: () => store.conversations.filter((one) => one.name).map((one) => ({ id: one.id, label: `#${one.name}` })),
};

/** The messages of a place that stand in its main column: no answers but those sent to the channel too. */
export const inChannel = () => store.messages.filter((one) => !isReply(one) || one.subtype === "thread_broadcast");
export const inThread = (ts) => store.messages.filter((one) => one.ts === ts || one.thread_ts === ts);
export const isReply = (one) => Boolean(one.thread_ts && one.thread_ts !== one.ts);

export const seconds = (ts) => Number(ts);
export const clockOf = (message) => timeOfDay(seconds(message.ts));

const key = (channel) => `${store.me}/${channel}`;
export const markSeen = (channel, ts) => store.seen.set(key(channel), ts);
/** How many messages of others came since one last looked, or since the page was opened. */
export const unread = (one) =>
  one.latest.filter(
    ({ ts, user }) => user !== store.me && Number(ts) > Number(store.seen.get(key(one.id)) ?? store.began),
  ).length;
