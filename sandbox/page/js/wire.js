/** The only file that knows the server's /local/ interface (docs/sandbox.md). */

let version = -1;

async function answer(response) {
  const said = await response.json().catch(() => ({}));
  if (response.ok && said.ok !== false) return said;
  throw Object.assign(new Error(said.detail ?? said.error ?? `HTTP ${response.status}`), {
    code: said.error ?? "other",
    said,
  });
}

const get = async (path) => answer(await fetch(`/local/${path}`));
const post = async (path, body) =>
  answer(
    await fetch(`/local/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

let closing = Promise.resolve();

/** What a click led to. Throws when the app did not acknowledge it. What was closed before is closed first: the server
 * would take away what the click opens. */
async function heard(path, body) {
  await closing;
  const { delivery, answer: said } = await post(path, body);
  if (delivery && delivery.status !== "acknowledged")
    throw Object.assign(new Error(delivery.reason ?? delivery.status), { code: "not_acknowledged" });
  if (delivery?.problem) throw Object.assign(new Error(delivery.problem), { code: "refused_answer" });
  return said ?? {};
}

/** Waits until something changed since the last picture. */
export const changed = () => get(`changes?after=${version}`);

/** The workspace as the person who is acted as sees it. */
export async function picture({ me, place }) {
  const state = await get("state");
  version = state.version;
  const who = state.people.some((one) => one.id === me) ? me : (state.people.find((one) => !one.is_bot)?.id ?? "");
  const mine = state.conversations
    .filter((one) => one.members.includes(who) && !one.archived)
    .map((one) => seenBy(one, who));
  return {
    me: who,
    version,
    team: state.team,
    now: Date.parse(state.clock.now) / 1000,
    moved: state.clock.moved,
    people: state.people,
    conversations: mine,
    app: { user: state.bot.id, connected: state.bot.connected },
    ...abilities(state.bot),
    messages: mine.find((one) => one.id === place)?.messages ?? [],
    home: view(state.homes[who]),
    modals: (state.modals[who] ?? []).map(view),
    prompts: state.prompts,
    statuses: state.statuses,
    notices: state.notices,
  };
}

const listed = (named, id) => Object.entries(named).map(([key, name]) => ({ [id]: key, name }));

const abilities = (bot) => ({
  commands: Object.entries(bot.commands).map(([name, description]) => ({ name, description })),
  shortcuts: listed(bot.shortcuts, "callback_id"),
  messageShortcuts: listed(bot.message_shortcuts, "callback_id"),
});

/** A conversation with only the messages that `who` sees, and what `who` filled in on them. */
function seenBy(conversation, who) {
  const messages = conversation.messages
    .filter((one) => !one.only_for || one.only_for === who)
    .map((one) => ({ ...one, inputs: one.inputs?.[who] }));
  return { ...conversation, messages, latest: messages.map(({ ts, user }) => ({ ts, user })) };
}

const view = (given) => given && { ...given, inputs: given.state?.values ?? {} };

// ---- what people do

export const directWithApp = (person) => post("direct", { person });
export const say = (person, channel, text, thread) =>
  post("post", { person, channel, text, ...(thread ? { thread_ts: thread } : {}) });
export const command = (person, channel, line) => post("slash", { person, channel, text: line });
export const dismiss = (person, channel, ts) => post("delete", { person, channel, ts });
export const openApp = (person, tab) => post("home", { person, tab });
export const shortcut = (person, callback_id) => heard("shortcut", { person, callback_id });
export const messageShortcut = (person, callback_id, channel, ts) =>
  heard("shortcut", { person, callback_id, channel, ts });
export function closeView(person, everything) {
  const closed = post("close", { person, everything });
  closing = closed.catch(() => {});
  return closed;
}
export const setClock = (seconds) =>
  post("clock", { now: seconds === null ? null : new Date(seconds * 1000).toISOString().replace("Z", "+00:00") });
export const passed = async (after) => (await get(`wire?after=${after}`)).wire;

/** Files one after another, so that they stand in order; the text goes with the first. */
export async function upload(person, channel, files, text, thread_ts) {
  for (const [index, file] of files.entries()) {
    const query = new URLSearchParams({ person, channel, name: file.name, text: index ? "" : text });
    if (thread_ts) query.set("thread_ts", thread_ts);
    await answer(
      await fetch(`/local/upload?${query}`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: file,
      }),
    );
  }
}

// ---- elements; `where` is {channel, ts} or {view}

const FIELDS = [
  "value",
  "rich_text_value",
  "selected_option",
  "selected_options",
  "selected_user",
  "selected_users",
  "selected_channel",
  "selected_channels",
  "selected_conversation",
  "selected_conversations",
  "selected_date",
  "selected_time",
  "selected_date_time",
  "files",
];

/** What was given in an element, out of how Slack reports it. */
const given = (payload) => payload[FIELDS.find((name) => name in payload)] ?? null;

/** action_id → what was given. */
const flat = (held) => Object.fromEntries(held.map(({ action, payload }) => [action, given(payload)]));

export const act = (person, where, block_id, action_id, payload, held) =>
  heard("press", { person, ...where, block_id, action_id, value: given(payload), values: flat(held) });

export async function suggest(person, where, action_id, text) {
  return heard("options", { person, ...where, action_id, text });
}

/** Sends a modal. Gives {errors: block_id → sentence} when it is not taken; "required" stands for a field left empty. */
export async function submitView(person, view, held) {
  try {
    const said = await heard("submit", { person, view, values: flat(held) });
    return said.response_action === "errors" ? { errors: said.errors } : {};
  } catch (problem) {
    if (problem.code !== "input_required") throw problem;
    return { errors: Object.fromEntries(problem.said.blocks.map((block) => [block, "required"])) };
  }
}
