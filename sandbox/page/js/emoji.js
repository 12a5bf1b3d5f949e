/** The emoji names that the bot and people use; any other name stays as written. */

const NAMES = {
  red_circle: "🔴", large_yellow_circle: "🟡", large_green_circle: "🟢", white_circle: "⚪", large_blue_circle: "🔵", black_circle: "⚫",
  red_square: "🟥", large_yellow_square: "🟨", large_green_square: "🟩", small_red_triangle: "🔺", large_orange_diamond: "🔶",
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", bell: "🔔", no_bell: "🔕", alarm_clock: "⏰", clock8: "🕗",
  calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", bar_chart: "📊",
  page_facing_up: "📄", paperclip: "📎", link: "🔗", mag: "🔍", bulb: "💡", moneybag: "💰", robot_face: "🤖", wave: "👋", tada: "🎉",
  thumbsup: "👍", thumbsdown: "👎", "+1": "👍", "-1": "👎", pushpin: "📌", speech_balloon: "💬", eyes: "👀", hourglass_flowing_sand: "⏳",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", information_source: "ℹ️", question: "❓", lock: "🔒", inbox_tray: "📥",
  bust_in_silhouette: "👤", busts_in_silhouette: "👥", star: "⭐", gear: "⚙️", books: "📚", memo: "📝", smile: "😄", slightly_smiling_face: "🙂",
};

/** `text` with :names: drawn. */
export const emoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => NAMES[name] ?? whole);
export const named = (name, unicode) => (unicode ? fromHex(unicode) : NAMES[name]) ?? `:${name}:`;

const fromHex = (hex) => (/^[0-9a-f]{1,6}(-[0-9a-f]{1,6})*$/i.test(hex) ? String.fromCodePoint(...hex.split("-").map((part) => parseInt(part, 16))) : undefined);
