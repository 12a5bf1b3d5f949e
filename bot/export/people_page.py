"""docs/people.md, made from what the code itself goes by: `python -m bot.export.people_page > docs/people.md`."""

import sys

from index.state.personal import PersonalTable, personal_tables

HEAD = """# What is kept of people

Made from `index/state/personal.toml` by `python -m bot.export.people_page > docs/people.md`. A test holds
this page to that file, and that file to the tables of the database: a column that nobody has thought about
fails it.

A person is known by Slack's id and by the name that Slack had for them then. Nothing is asked of people
beyond what they do with the bot, and nothing is given to anybody else: no telemetry, no service but Slack.
The documents themselves may name people; they are the municipality's own, and what was read from them goes
when they do.

- `sagsbot what-about U0123` gives everything that names a person, as JSON (a request for access).
- `sagsbot forget U0123` takes a person out. *Deleted* is the row; *masked* leaves what was done without who
  did it. Words that somebody wrote about a person in free text (notes, reasons of a correction, remarks on a
  milestone) are not found: search and remove them.
- Retention runs by the clock, once a day.
- The log of the program has no ids of people and none of the words of an error, unless
  `SAGSBOT_LOG_PEOPLE=yes` asks.
- Messages that the bot has posted are Slack's, and follow the retention of the workspace.
"""
FORGET = {"row": "deleted", "mask": "masked", "null": "emptied", "post": "masked, its text emptied"}


def people_page() -> str:
    return "\n".join([HEAD, *(_section(one) for one in personal_tables())])


def _section(table: PersonalTable) -> str:
    kept = f"{table.days} days after `{table.since}`" if table.days else "as the purpose says"
    lines = [f"## `{table.name}`", "", f"{table.why} Kept: {kept}.", ""]
    lines += ["| field | what it is | forgotten |", "| --- | --- | --- |"]
    for one in table.people:
        lines.append(f"| `{one.id}` | Slack's id of a person | {FORGET[one.forget]} |")
        if one.name:
            lines.append(f"| `{one.name}` | what that person was called | with `{one.id}` |")
    lines += [f"| `{text}` | what was written, or a key with an id in it | {_text(table)} |" for text in table.texts]
    return "\n".join([*lines, ""])


def _text(table: PersonalTable) -> str:
    if table.name in ("outbox", "reminded", "held"):
        return "id and name masked"
    if table.name == "inbox":
        return "deleted"
    return "with its row"


if __name__ == "__main__":
    sys.stdout.write(people_page())
