/** Select menus: where their options come from and how the chosen ones are named in the payload. */

import { combobox } from "./select.js";
import { hold } from "./inputs.js";
import { plain } from "./mrkdwn.js";

const both = (kind, draw) => [
  [`${kind}_select`, (spec, place) => draw(spec, place, false)],
  [`multi_${kind}_select`, (spec, place) => draw(spec, place, true)],
];

export const selects = Object.fromEntries([
  ...both("static", fromOptions),
  ...both("external", fromApp),
  ...both("users", fromPeople),
  ...both("channels", fromChannels),
  ...both("conversations", fromConversations),
]);

function select(spec, place, many, fields, source) {
  const [one, several] = fields;
  const initial = many ? spec[`initial_${several}`] : spec[`initial_${one}`];
  const box = combobox({
    ...source,
    many,
    chosen: [initial ?? []].flat(),
    name: place.name ?? plain(spec.placeholder),
    describedby: place.hintId,
    placeholder: spec.placeholder && plain(spec.placeholder),
    onchange: () => changed(),
  });
  const input = box.node.querySelector("input");
  if (place.id) {
    input.id = place.id;
    input.removeAttribute("aria-label");
  }
  input.dataset.action = spec.action_id;
  const changed = hold(spec, place, () =>
    many ? { [`selected_${several}`]: box.values() } : { [`selected_${one}`]: box.values()[0] ?? null },
  );
  return box.node;
}

const OPTION = ["option", "options"];
const named = (option) => plain(option.text);
const row = (option, group) => ({
  label: named(option),
  hint: option.description && plain(option.description),
  group,
  value: option,
});
const has = (label, text) => label.toLocaleLowerCase("da").includes(text.toLocaleLowerCase("da"));

function rows({ options = [], option_groups: groups }) {
  return groups
    ? groups.flatMap((group) => group.options.map((option) => row(option, plain(group.label))))
    : options.map((option) => row(option));
}

function fromOptions(spec, place, many) {
  const find = async (text) => rows(spec).filter((option) => has(option.label, text));
  return select(spec, place, many, OPTION, { find, label: named });
}

function fromApp(spec, place, many) {
  const least = spec.min_query_length ?? 3;
  const find = async (text) => (text.length < least ? [] : rows(await place.ctx.suggest(place.block, spec, text)));
  return select(spec, place, many, OPTION, { find, label: named, wait: true });
}

function fromPeople(spec, place, many) {
  return select(
    spec,
    place,
    many,
    ["user", "users"],
    fromList(place.ctx.names.people(), (person) => person.hint),
  );
}

function fromChannels(spec, place, many) {
  return select(spec, place, many, ["channel", "channels"], fromList(place.ctx.names.channels()));
}

function fromConversations(spec, place, many) {
  const all = [...place.ctx.names.channels(), ...place.ctx.names.people()];
  return select(spec, place, many, ["conversation", "conversations"], fromList(all));
}

function fromList(all, hint = () => "") {
  const rows = all.map((one) => ({ label: one.label, hint: hint(one), value: one.id }));
  return {
    find: async (text) => rows.filter((one) => has(one.label, text)),
    label: (id) => rows.find((one) => one.value === id)?.label ?? id,
  };
}
