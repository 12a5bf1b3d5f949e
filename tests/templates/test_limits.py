"""Slack's limits: what breaks them is named, and no answer that can be asked for breaks them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import Answer, Hit, Note, Part, Quote, Reading, Source, Table
from templates import limits, render
from tests.soak import examples
from tests.templates.made_answers import ANSWERS, HIT, MILESTONES, STATUS_FACTS

TEXT = {"type": "plain_text", "text": "a"}
BUTTON = {"type": "button", "text": TEXT, "action_id": "a", "value": "b"}
SOURCE = Source("d.txt", 1)


def text(length: int) -> dict[str, str]:
    return {"type": "plain_text", "text": "x" * length}


def rich(*lengths: int) -> dict[str, object]:
    runs = [{"type": "text", "text": "x" * length} for length in lengths]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": runs}]}


CELL = {"type": "raw_text", "text": "x"}


def table(rows: int, columns: int = 1, length: int = 1) -> dict[str, object]:
    return {"type": "data_table", "caption": "a", "rows": [[{**CELL, "text": "x" * length}] * columns] * rows}


BAD = {
    "too many blocks": [{"type": "divider"}] * 51,
    "long section": [{"type": "section", "text": text(3001)}],
    "empty section": [{"type": "section", "text": text(0)}],
    "section of nothing": [{"type": "section"}],
    "long header": [{"type": "header", "text": text(151)}],
    "too many fields": [{"type": "section", "fields": [TEXT] * 11}],
    "long field": [{"type": "section", "fields": [text(2001)]}],
    "wide context": [{"type": "context", "elements": [TEXT] * 11}],
    "empty context": [{"type": "context", "elements": []}],
    "wide actions": [{"type": "actions", "elements": [BUTTON] * 26}],
    "long button": [{"type": "actions", "elements": [{**BUTTON, "text": text(76)}]}],
    "long value": [{"type": "section", "text": TEXT, "accessory": {**BUTTON, "value": "x" * 2001}}],
    "long url": [{"type": "actions", "elements": [{**BUTTON, "url": "x" * 3001}]}],
    "long action_id": [{"type": "actions", "elements": [{**BUTTON, "action_id": "x" * 256}]}],
    "long block_id": [{"type": "divider", "block_id": "x" * 256}],
    "long rich text": [rich(1500, 1501)],
    "empty rich text": [rich(0)],
    "empty run": [rich(3, 0)],
    "rich text of nothing": [{"type": "rich_text", "elements": []}],
    "table of nothing": [table(0)],
    "table of a header": [table(1)],
    "long table": [table(102)],
    "wide table": [table(2, 21)],
    "crooked table": [{**table(2), "rows": [[CELL], [CELL, CELL]]}],
    "empty cell": [{**table(2), "rows": [[CELL], [{**CELL, "text": ""}]]}],
    "table without a name": [{**table(2), "caption": ""}],
    "much in tables": [table(100, 1, 51), table(100, 1, 51)],
    "unknown block": [{"type": "poem"}],
    "large message": [{"type": "section", "text": text(2900)}] * 5,
}
GOOD = [
    {"type": "header", "text": text(150)},
    {"type": "section", "text": text(3000), "accessory": BUTTON},
    {"type": "section", "fields": [TEXT] * 10},
    {"type": "context", "elements": [TEXT] * 10},
    {"type": "actions", "elements": [{**BUTTON, "text": text(75)}] * 25},
    {"type": "divider", "block_id": "x" * 255},
    rich(1500, 1500),
]


@pytest.mark.parametrize("name", BAD)
def test_what_slack_refuses_is_named(name: str) -> None:
    assert limits.problems(BAD[name], "text")


def test_what_slack_takes_passes() -> None:
    assert limits.problems(GOOD, "text") == []


def test_of_a_table_only_what_its_cells_say_is_counted() -> None:
    """As Slack allows: its JSON alone would be several times too long."""
    assert limits.problems([table(101, 20)], "text") == []


def test_a_table_has_no_place_in_a_view() -> None:
    """Slack takes one in a message only."""
    assert limits.view_problems({"type": "modal", "blocks": [table(2)]})


def test_a_message_needs_its_text() -> None:
    """Phones and screen readers get the text alone."""
    assert limits.problems(GOOD, " ") == ["text: missing"]


@pytest.mark.parametrize(
    ("given_", "most", "cut"),
    [
        ("kort", 10, "kort"),
        ("et par lange ord", 15, "et par lange…"),
        ("x" * 20, 10, "x" * 9 + "…"),
        ("&&&", 15, "&&&"),
        ("&&&&", 15, "&&…"),
        ("", 5, ""),
    ],
)
def test_cut_counts_what_is_sent(given_: str, most: int, cut: str) -> None:
    """An ampersand is five characters on the way; a cut never splits one, and it shows."""
    made = limits.shortened(given_, most)
    assert made == cut
    assert len(limits.escape(made)) <= most


@given(st.text(), st.integers(40, 400))
@examples(50)
def test_cut_never_exceeds(words: str, most: int) -> None:
    made = limits.shortened(words, most)
    assert len(limits.escape(made)) <= most
    assert made == words or made.endswith("…")


@given(st.text("&<a", max_size=300), st.integers(1, 200))
@examples(50)
def test_no_more_is_cut_than_has_to_be(words: str, most: int) -> None:
    """Of words without spaces the next character would have been too much."""
    made = limits.shortened(words, most)
    kept = made.removesuffix("…")
    assert made == words or len(limits.escape(words[: len(kept) + 1])) > most - 1


@pytest.mark.parametrize("count", [0, 1, 10, 500])
@pytest.mark.parametrize("title", ["Kort", "æ" * 3000, "&" * 3000, "ord " * 750, "🔴" * 3000, '"' * 3000, ""])
def test_lists_of_any_size_fit(count: int, title: str) -> None:
    """Few hits or many, long titles or titles of ampersands: Slack takes the card, and what was cut shows."""
    hits = (replace(HIT, title=title, snippet=title),) * count
    made = render(replace(ANSWERS["search"], hits=hits, total=count))
    assert limits.problems(made.blocks, made.text) == []
    if count and len(title) > 10:
        assert "…" in str(made.blocks)


@pytest.mark.slow
@pytest.mark.parametrize("name", ANSWERS)
def test_a_flood_of_everything_fits(name: str) -> None:
    """The same in every card: three hundred of each thing, each with a long text."""
    flood = "Meget & mere. " * 400
    answer = replace(
        ANSWERS[name],
        reading=Reading((Part("t", "topic", {"text": flood}),) * 300),
        cases=ANSWERS[name].cases * 100,
        milestones=tuple(replace(one, goal=flood) for one in MILESTONES * 100),
        facts=tuple(replace(one, value=flood, values={**one.values, "raw": flood}) for one in STATUS_FACTS * 50),
        quotes=(Quote(flood, SOURCE),) * 300,
        notes=tuple(Note("spelled_as", {"typed": flood, "read": str(at)}) for at in range(300)),
        table=Table(("field", "a", "b"), ((flood, flood, flood),) * 300, "text"),
    )
    made = render(answer)
    assert limits.problems(made.blocks, made.text) == []
    assert len(made.blocks) <= 45


WORDS = st.text(max_size=400) | st.sampled_from(["&" * 3000, "<!here>", "ø" * 3000, "\n\n", "\x00"])
AMOUNTS = st.none() | st.floats(-1e9, 1e9)
HITS = st.builds(
    Hit,
    municipality=WORDS,
    title=WORDS,
    document=WORDS,
    source=st.builds(Source, WORDS, st.none() | st.integers(1, 10**6), st.none() | st.integers(1, 10**4)),
    code=st.none() | WORDS,
    budget_year=st.none() | st.integers(2000, 2100),
    area=st.none() | WORDS,
    saving_tkr=AMOUNTS,
    cost_tkr=AMOUNTS,
    phase_in_year=st.none() | st.integers(2000, 2100),
    payback_service_years=st.none() | st.floats(0, 99),
    payback_total_years=st.none() | st.floats(0, 99),
    adopted=st.none() | st.booleans(),
    status=st.none() | WORDS,
    colour=st.none() | st.sampled_from(["red", "yellow", "green"]),
    price_level=st.none() | WORDS,
    confidential=st.booleans(),
    snippet=WORDS,
)
PARTS = st.builds(Part, st.just("t"), st.just("topic"), st.builds(dict, text=WORDS))
ANY = st.builds(
    Answer,
    question=WORDS,
    language=st.sampled_from(["da", "en"]),
    intent=st.sampled_from(sorted({answer.intent for answer in ANSWERS.values()})),
    today=st.dates(),
    reading=st.builds(Reading, st.lists(PARTS).map(tuple)),
    total=st.integers(0, 10**6),
    hits=st.lists(HITS, max_size=12).map(tuple),
    nearest=st.lists(HITS, max_size=3).map(tuple),
    quotes=st.lists(st.builds(Quote, WORDS, st.just(SOURCE), st.none(), WORDS, WORDS), max_size=4).map(tuple),
)


@pytest.mark.slow
@given(ANY)
@examples(100)
def test_any_answer_fits(answer: Answer) -> None:
    """Whatever is asked and whatever the documents say, there is a card that Slack takes."""
    made = render(answer)
    assert limits.problems(made.blocks, made.text) == []
