"""Everything that a person can reach in Slack: each word written, each button of its card pressed, each form sent."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

from sandbox.refusals import ApiError
from sandbox.state import Json, Message, View
from templates import ids, say
from tests.local_bot import LocalBot, elements, shown, text_of
from tests.waiting import until

CHANNEL = "#besparelser"
PLACES = ("#alment", CHANNEL, "@bot")
WAITING = {say("forms.waiting", language) for language in ("da", "en")}
FORMS = {
    ids.OWNER: lambda who: {ids.PERSON_FIELD: who},
    ids.WRONG: lambda who: {ids.VALUE_FIELD: "9.999", ids.WHY_FIELD: "Tastefejl"},
    ids.HOME_SEARCH: lambda who: {ids.QUESTION_FIELD: "status på ZX77"},
}


def reached(
    town: LocalBot, person: str, lines: Sequence[str], most: int = 100, kinds: set[str] | None = None
) -> Iterator[str]:
    """All that a person is shown: in messages, modals, files and on the Home tab, one text for each step. Of each card
    so many elements are pressed, and every one of a kind that is not in `kinds` yet (None: of no other kind)."""
    for line in lines:
        card = town.ask(person, line)
        yield from seen(town, person)
        for number, element in enumerate(elements(card)):
            kind = element["action_id"].split(":")[0]
            if number >= most and (kinds is None or kind in kinds):
                continue
            if kinds is not None:
                kinds.add(kind)
            town.clear()
            use(town, person, town.ask(person, line), number)
            yield from seen(town, person)
    town.clear()
    town.slack.open_home(person)
    town.settle()
    home = town.slack.home(person)
    for number in range(len(elements(home)) if home else 0):
        town.clear(homes=False)  # a modal covers the tab
        use(town, person, town.slack.home(person), number)
        yield from seen(town, person)


def use(town: LocalBot, person: str, on: Message | View | None, number: int, owner: str = "") -> None:
    """Press the element of a card, unless it has fewer now; a form that opens is filled in and sent."""
    assert on is not None
    if number >= len(elements(on)):
        return
    element = elements(on)[number]
    value = element["options"][-1]["value"] if "options" in element else None
    town.now += timedelta(milliseconds=1)  # what is listed by when it was done has an order, and no other minute
    town.slack.press(person, on, element["action_id"], value)
    town.settle()
    name = element["action_id"].split(":")[0]
    if name in FORMS and (form := modal(town, person)):
        given = FORMS[name](owner or town.slack.workspace.person(person).id)
        with suppress(ApiError):  # what else must be filled in
            town.slack.submit(person, {**given, **choices(form)})
        town.settle()
    until(lambda: not is_waiting(modal(town, person)), "the answer that a modal waits for")


def is_waiting(view: View | None) -> bool:
    """Does a modal say that its answer is on the way?"""
    return view is not None and view.content["title"]["text"] in WAITING


def choices(form: View) -> Json:
    """The last option of each list."""
    fields = [block["element"] for block in form.content["blocks"] if block["type"] == "input"]
    return {one["action_id"]: one["options"][-1]["value"] for one in fields if "options" in one}


def modal(town: LocalBot, person: str) -> View | None:
    stack = town.slack.workspace.modals.get(town.slack.workspace.person(person).id)
    return stack[-1] if stack else None


def seen(town: LocalBot, person: str) -> Iterator[str]:
    """What stands before a person now."""
    for place in PLACES:
        for one in town.heard(place, person):
            yield f"{place}: {one.body['text']} | {text_of(one)}"
            yield from (content(town, file) for file in one.body.get("files") or ())
    for view in town.slack.workspace.modals.get(town.slack.workspace.person(person).id, ()):
        yield " ".join(shown(view.content))
    if home := town.slack.home(person):
        yield " ".join(shown(home.content))


def content(town: LocalBot, file: Json) -> str:
    return (town.slack.workspace.files[file["id"]].content or b"").decode("utf-8", "replace")
