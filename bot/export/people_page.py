"""docs/people.md, generated from the list that the code uses: `python -m bot.export.people_page > docs/people.md`."""

import sys

from index.state.personal import PersonalTable, personal_tables

HEAD = """# Personal data

Generated from `index/state/personal.toml` by `python -m bot.export.people_page > docs/people.md`. A test compares
this page with that file, and that file with the tables of the database: a new column that is not listed fails it.

A person is known by their Slack id, and by the name that Slack had for them at the time. People are asked for
nothing beyond what they do with the bot, and nothing is passed on: no telemetry, no service but Slack.
The documents themselves may name people. They are the municipality's own; what was read from them is deleted with
them.

- `sagsbot what-about U0123` prints everything that names a person, as JSON (a request for access).
- `sagsbot forget U0123` removes a person. *Deleted* means the whole row; *masked* keeps what was done, without who
  did it. What somebody wrote about a person in free text (notes, reasons for a correction, remarks on a
  milestone) is not found: search for it and remove it. In a SQLite file what was deleted is written over, in its
  log as well; copies made before, and the log of a PostgreSQL server, have it still.
- The clock deletes what has been kept long enough, once a day. Where the date has leapt by more than 30 days since
  the day before, it waits a day: the machine's clock may be wrong.
- The log of the program contains no ids of people and no texts of errors, unless `SAGSBOT_LOG_PEOPLE=yes` is set.
- Messages that the bot has posted belong to Slack, and follow the retention of the workspace.
"""
FORGET = {"row": "deleted", "mask": "masked", "null": "emptied", "post": "masked, its text emptied"}


def people_page() -> str:
    return "\n".join([HEAD, *(_section(one) for one in personal_tables())])


def _section(table: PersonalTable) -> str:
    kept = f"{table.days} days after `{table.since}`" if table.days else f"until {table.until}"
    lines = [f"## `{table.name}`", "", f"{table.why} Kept: {kept}.", ""]
    lines += ["| field | contents | `forget` |", "| --- | --- | --- |"]
    for one in table.people:
        lines.append(f"| `{one.id}` | Slack id of a person | {FORGET[one.forget]} |")
        if one.name:
            lines.append(f"| `{one.name}` | name of that person | with `{one.id}` |")
    lines += [f"| `{text}` | text, or a key that contains an id | {_text(table)} |" for text in table.texts]
    return "\n".join([*lines, ""])


def _text(table: PersonalTable) -> str:
    if table.name in ("outbox", "reminded", "held"):
        return "id and name masked"
    if table.name == "inbox":
        return "deleted"
    return "with its row"


if __name__ == "__main__":
    sys.stdout.write(people_page())
