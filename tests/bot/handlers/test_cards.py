"""Whatever a document or a person wrote, and however much: every card with its buttons, and every modal, is valid."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from answers.intents.total import MOST_ROWS
from bot.case_queries import Question, case_key_of, identity
from bot.handlers.context import Context
from bot.handlers.questions.annotations import annotated
from bot.handlers.questions.answer_card import CardPlace, card_at, new_card
from bot.settings import COPENHAGEN, Settings
from bot.slack.request import Request
from index.db.database import DatabaseFile
from index.state.inbox import Inbox
from index.state.people import AttachedMessage, Attribution, Correction, People, Person
from records import Answer
from sandbox.blocks.surfaces import check_message, check_view
from templates import ids, limits
from templates.forms import Form, FormField, card_view, form_view, text_view
from tests.local_bot import TODAY
from tests.soak import examples
from tests.templates.made_answers import ANSWERS
from tests.templates.test_cards import HOSTILE, KEPT

ANNE = Person("U0ANNE", "anne")
SIZES = (0, 1, 9, 10, 11, 20, 500)
SPECIAL = (HOSTILE, "", " ", "&" * 3_000, "<" * 3_000, "a" * 3_001, "é" * 150, "\u202e" * 5, "𝕏" * 2_000, "a b " * 900)
TEXTS = st.one_of(st.sampled_from(SPECIAL), st.text(max_size=400))


class NoDocuments:
    """A store in which the help finds nothing to name."""

    statuses = proposals = staticmethod(dict)
    documents = staticmethod(tuple)


class Shown:
    """Documents that have the one answer."""

    library = SimpleNamespace(store=NoDocuments())
    clock = staticmethod(lambda: TODAY)
    reading = staticmethod(nullcontext)
    shown: Answer

    def answer(self, question: Question) -> Answer:
        return self.shown


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Context:
    file = DatabaseFile(Path(tmp_path_factory.mktemp("cards")) / "sagsbot.db")
    return Context(Shown(), People(file), Inbox(file), Settings())  # type: ignore[arg-type]


def written(value: object, text: str) -> Any:
    """The answer with `text` wherever a document or a person has words."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple | list):
        return type(value)(written(one, text) for one in value)
    if isinstance(value, dict):
        kept = {key for key in value if key in KEPT or (key == "raw" and isinstance(value[key], dict))}
        return {key: one if key in kept else written(one, text) for key, one in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        names = set(value.__dataclass_fields__) - KEPT
        return replace(value, **{name: written(getattr(value, name), text) for name in names})  # type: ignore[type-var]
    return value


def sized(answer: Answer, size: int) -> Answer:
    """The answer with so many hits, milestones, rows and parts, where it has any."""
    hits = (tuple(answer.hits[:1]) or ()) * size
    parts = replace(answer.reading, parts=(answer.reading.parts[:1] * min(size, 40)))
    milestones, table = answer.milestones[:1] * size, answer.table
    # No more rows than an answer has, and no table without one.
    table = table and (replace(table, rows=table.rows[:1] * min(size, MOST_ROWS)) if size else None)
    return replace(answer, hits=hits, total=len(hits), milestones=milestones, reading=parts, table=table)


def live(node: Any) -> list[Any]:
    """Texts that Slack would read marks in."""
    if isinstance(node, list):
        return [found for one in node for found in live(one)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") in ("mrkdwn", "link", "user", "usergroup", "broadcast", "channel") else []
    return own + [found for one in node.values() for found in live(one)]


def problems(desk: Context, answer: Answer, first: int, private: bool) -> list[str]:
    asked = Request(ANNE, "C0ALL", private=private)
    desk.queries.shown = answer  # type: ignore[attr-defined]
    card = card_at(desk, CardPlace(new_card(Question("?"), asked, desk), first, "", private, "C0ALL"), asked)
    assert live([card.blocks, card.simple]) == []
    modal = card_view("Svar", card, "da")
    return [
        *limits.problems(card.blocks, card.text),
        *check_message(card.blocks),
        *limits.problems(card.simple, card.text),
        *check_message(card.simple),
        *limits.view_problems(modal),
        *check_view(modal),
    ]


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("private", [True, False])
def test_a_card_with_its_buttons_is_valid(desk: Context, name: str, private: bool) -> None:
    assert problems(desk, ANSWERS[name], 0, private) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ANSWERS)
@examples(15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, size=st.sampled_from(SIZES), first=st.sampled_from((0, 1, 10, 490)))
def test_no_text_and_no_size_breaks_a_card(desk: Context, name: str, text: str, size: int, first: int) -> None:
    """Valid for Slack, within the budget, and nothing in it is live."""
    answer = sized(ANSWERS[name], size)
    shown = replace(written(answer, text), intent=answer.intent, language="da", total=answer.total)
    assert problems(desk, shown, first, private=True) == []


@pytest.mark.slow
@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_no_note_and_no_correction_breaks_a_card(desk: Context, text: str) -> None:
    """What people say of a case stands on its card as they wrote it, and is not live either."""
    case = ANSWERS["status"].cases[0]
    key = desk.people.know(case_key_of(case.hit))
    said = Attribution(key, ANNE.id, text, TODAY)
    clean = text.encode("utf-8", "replace").decode()
    desk.people.add_note(AttachedMessage(clean, "C0ALL", clean[:20], replace(said, name=clean)), "U0BO")
    desk.people.correct(Correction("cost", clean, clean, clean, replace(said, name=clean)))
    desk.people.own(key, Person("U0BO", clean), ANNE, TODAY)
    assert problems(desk, ANSWERS["status"], 0, private=True) == []


@pytest.mark.slow
@examples(60)
@given(text=TEXTS, count=st.sampled_from((1, 2, 100, 101, 500)))
def test_no_text_breaks_a_form(text: str, count: int) -> None:
    options = tuple((text, str(number)) for number in range(count))
    fields = (
        FormField("a", text or "?", "long", hint=text, initial=text),
        FormField("b", text or "?", "choice", options=options),
        FormField("c", "Hvem?", "person"),
    )
    view = form_view(Form("form", text or "?", fields, "x" * 3_000, text), "da")
    assert limits.view_problems(view) == []
    assert check_view(view) == []
    assert live(view) == []


def test_what_was_said_late_in_the_evening_has_the_day_of_the_clock_here(desk: Context) -> None:
    """Kept in UTC, told as it was here."""
    key = desk.people.know(identity(ANSWERS["status"].cases[0]))
    desk.people.own(key, Person("U0BO", "Bo"), ANNE, datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    (owned,) = [one for one in annotated(ANSWERS["status"], desk.people, COPENHAGEN).notes if one.kind == "owned"]
    assert owned.values["date"] == date(2026, 11, 21)


@pytest.mark.parametrize("facts", [3, 60])
def test_what_has_no_room_on_a_card_is_a_press_away(desk: Context, facts: int) -> None:
    """A card is one screen; all that the documents say stands in the modal."""
    known = ANSWERS["status"]
    many = [replace(known.facts[0], label="remark", value=f"Nr. {n}", values={}) for n in range(facts)]
    answer = replace(known, facts=tuple(many))
    asked = Request(ANNE, "C0ALL", private=True)
    desk.queries.shown = answer  # type: ignore[attr-defined]
    card = card_at(desk, CardPlace(new_card(Question("?"), asked, desk), 0, "", True, "C0ALL"), asked)
    assert ids.MORE in str(card.blocks)
    view = text_view("Hele svaret", card.text, "da")
    assert check_view(view) == []
    assert all(f"Nr. {n}" in str(view) for n in range(facts))


@pytest.mark.slow
@examples(60)
@given(parts=st.lists(TEXTS, max_size=130))
def test_no_text_breaks_the_modal_that_shows_all(parts: list[str]) -> None:
    for between in ("\n", "\n\n"):
        view = text_view("Hele svaret", between.join(parts) or "?", "da")
        assert limits.view_problems(view) == []
        assert check_view(view) == []
        assert live(view) == []
