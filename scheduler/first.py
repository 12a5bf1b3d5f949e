"""The first report of a collection alerts nobody: it is one summary to the alert channel."""

from collections import Counter
from collections.abc import Sequence

from index import history
from index.outbox import Content, Post, put
from index.store import Loading, Store
from records import Source
from scheduler.scene import Scene
from templates import Card, formats, render_page, say
from templates.views import Entry, Section
from templates.views.names import colour, named

NAME, MERGES = "first", False
COLOURS = ("red", "yellow", "green")
SHOWN = 20


def announce(store: Store, loading: Loading) -> None:
    """Put the summary of a first report, in the transaction that is open."""
    report = history.reports(store)
    mine = next((one for one in report if loading.outcome.document_id in one.documents), None)
    if mine is None or not mine.rows:
        return
    rows = [
        {
            "name": named(row.code, row.budget_year) or row.title,
            "title": row.title,
            "colour": row.colour,
            "status": row.status,
            "place": [row.source.document, row.source.line, row.source.page],
        }
        for row in mine.rows
    ]
    content = {"document": mine.rows[0].source.document, "rows": rows}
    put(store.connection(), Post(f"first:{loading.digest[:16]}", NAME, None, content), loading.when)


def card(contents: Sequence[Content], scene: Scene) -> Card:
    """How many there are of each colour, the red and yellow ones by name."""
    content, language = contents[0], scene.language
    counted = Counter(str(row["colour"]) for row in content["rows"])
    counts = [say(f"digest.count_{one}", language, count=counted[one]) for one in COLOURS if counted[one]]
    headline = say("alerts.first", language, document=content["document"], counts=counts)
    hot = [row for shade in COLOURS[:2] for row in content["rows"] if row["colour"] == shade]
    entries = tuple(
        Entry(
            formats.joined((colour(row["colour"], language), f"{row['name']}: {formats.one_line(row['title'])}"), " "),
            (formats.one_line(row["status"]),),
            formats.place(Source(*row["place"]), language),
        )
        for row in hot[:SHOWN]
    )
    explained = (say("alerts.first_explained", language),)
    return render_page(headline, [Section("", explained, entries, len(hot))], language)
