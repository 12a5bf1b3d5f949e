/** What was filled in earlier, put back into an element before it is drawn again. */

const INITIAL = {
  value: "initial_value",
  selected_option: "initial_option",
  selected_options: "initial_options",
  selected_user: "initial_user",
  selected_users: "initial_users",
  selected_channel: "initial_channel",
  selected_channels: "initial_channels",
  selected_conversation: "initial_conversation",
  selected_conversations: "initial_conversations",
  selected_date: "initial_date",
  selected_time: "initial_time",
  selected_date_time: "initial_date_time",
};

/** The element beginning with `given` (as `state.values` has it) in place of its own initial value. */
export function withEarlier(spec, given) {
  const field = Object.keys(INITIAL).find((name) => name in (given ?? {}));
  if (!field || !spec || spec.type === "button" || spec.type === "overflow") return spec;
  return { ...spec, [INITIAL[field]]: given[field] ?? undefined };
}
