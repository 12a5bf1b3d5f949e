"""An answer → a card: blocks within Slack's limits, and the same in plain text. One template prints both."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from records import Answer, Refused
from templates import block_texts, controls, engine, limits
from templates.catalogue import say
from templates.controls import Row
from templates.formats import first_upper, joined
from templates.views import CardView, Section, card_view, case_parts, digest_parts, digests, summary
from templates.views.summaries.lists import SHOWN

if TYPE_CHECKING:  # it brings Pillow, and a card needs none; nor is an answer a digest
    from records.digests import Digest
    from templates.answer_pictures import AnswerPicture


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture that belongs to a message: the name of its file, what it shows, and the message with it, once whoever
    sends it has stored the file (`place` takes the file's id)."""

    name: str
    png: bytes
    place: "Callable[[str], Card]"


@dataclass(frozen=True, slots=True)
class Card:
    """`blocks` as Slack takes them; `text` is the whole answer in plain text, not escaped. `hits` says how many of a
    list (of hits, or of milestones) the blocks show. Where the blocks hold a table, which not every place in Slack
    takes, `fallback` has the same without it. `picture` may be shown as well, or the card is complete without it.
    `late` says that the message comes later than it should have; the blocks say it too."""

    blocks: list[dict[str, Any]]
    text: str
    hits: int = 0
    fallback: list[dict[str, Any]] = field(default_factory=list)
    picture: CardPicture | None = None
    late: str = ""

    @property
    def notice(self) -> str:
        """What a phone and a screen reader are told of a message: the first lines of what it shows, and that it is
        late."""
        room = NOTICE - len(self.late) - bool(self.late)
        first = limits.shortened(first_lines(self.blocks) or self.text, room) if self.late else first_lines(self.blocks)
        return "\n".join(filter(None, (first or self.text, self.late)))

    @property
    def simple(self) -> list[dict[str, Any]]:
        """Blocks that every place takes, modals as well."""
        return self.fallback or self.blocks

    def above(self, rows: Sequence[Row]) -> "Card":
        """The card with more rows below it."""
        more = controls.blocks(rows)
        fallback = [*self.fallback, *more] if self.fallback else []
        return replace(self, blocks=[*self.blocks, *more], fallback=fallback)


@dataclass(frozen=True, slots=True)
class CardSize:
    """How much of an answer to show: so many hits, so many rows of a table, so many of every other thing, so many
    characters of a text, so many lines of an entry, and of what is only mentioned so many."""

    hits: int
    rows: int
    items: int
    characters: int
    lines: int = 8
    beside: int = 3


NOTICE = 280  # signs
SHORT = 400  # signs of an answer that a card shows whole


def first_lines(blocks: Sequence[dict[str, Any]]) -> str:
    """The headline and the first texts below it, as plain text; never more than a phone shows."""
    found: list[str] = []
    for block in blocks:
        if block["type"] == "image":
            continue
        if block["type"] not in ("header", "section", "rich_text"):
            break
        found += filter(None, _said_in(block))
    return limits.shortened(limits.unescape("\n".join(found)), NOTICE)


def _said_in(block: dict[str, Any]) -> Iterator[str]:
    if block["type"] == "rich_text":
        yield from ("".join(run["text"] for run in part["elements"]) for part in block["elements"])
        return
    if "text" in block:
        yield block["text"]["text"]
    yield from (one["text"].replace("\n", ": ", 1) for one in block.get("fields", ()))


# Tried in turn until the message is small enough. The last one fits whatever the texts are.
SHAPES = (
    CardSize(SHOWN, 100, 20, 1_400),
    CardSize(SHOWN, 100, 12, 600),
    CardSize(SHOWN, 50, 8, 300),
    CardSize(SHOWN, 20, 5, 150),
    CardSize(4, 10, 3, 80),
    CardSize(1, 1, 1, 40),
)
WHOLE = CardSize(20, 10_000, 10_000, 10_000_000, 10_000, 10_000)
# A form feed: values never hold one.
GAP = "\f"
SIGN = re.compile(r"\S")
BLOCKS = 42  # the rest is left for buttons
MESSAGE_BLOCKS = 48


# What stands below a card, given how many hits it shows and whether it leaves anything else out.
Below = Callable[[int, bool], Sequence[Row]]


def nothing_below(hits: int, cut: bool) -> Sequence[Row]:
    return ()


NO_EXAMPLES: Mapping[str, object] = {"examples": (), "case": "", "year": None}


def render(
    answer: Answer, first: int = 0, below: Below = nothing_below, suggested: Mapping[str, object] = NO_EXAMPLES
) -> Card:
    """The card of an answer, in the answer's language: its hits or milestones from `first` on, and below it rows of
    buttons. `suggested` is what the help names of these documents, in place of what any municipality may have. Raises
    jinja2's TemplateNotFound for an unknown intent."""
    paged = below is not nothing_below
    values = {"view": card_view(answer, first), "summary": summary(answer, first), "paged": paged, **suggested}
    return _card(answer.intent, answer.language, values, below)


def render_case_part(answer: Answer, part: str) -> Card:
    """What the documents say of a case in one matter: its economy, its milestones or its history."""
    shown = case_parts.case_part(answer, part)
    return _card("case_part", answer.language, {"view": CardView(shown.headline), "part": shown})


def render_page(headline: str, sections: Sequence[Section], language: str, rows: Sequence[Row] = ()) -> Card:
    """Something that is no answer: a headline, sections, and buttons."""
    return _card("page", language, {"view": CardView(headline), "sections": sections}, lambda hits, cut: rows)


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a page with the buttons that belong to it, right below it."""

    section: Section
    rows: Sequence[Row] = ()


def render_picture(found: "AnswerPicture", language: str) -> Card:
    """What a picture shows in words, and the picture for whoever can store its file."""

    def place(file: str) -> Card:
        image = {"type": "image", "slack_file": {"id": file}, "alt_text": limits.shortened(found.alt, limits.FIELD)}
        return Card([image], found.alt)

    words = render_notice(found.alt, language)
    return replace(words, picture=CardPicture(say("pictures.file", language), found.draw(), place))


def render_page_picture(where: str, told: str, png: bytes, language: str) -> Card:
    """A page of a document: where it is from and what is marked on it in words, and the picture for whoever can store
    its file."""
    words = render_page(where, [Section(told)], language)

    def place(file: str) -> Card:
        alt = limits.shortened(f"{where}. {told}", limits.FIELD)
        image = {"type": "image", "slack_file": {"id": file}, "alt_text": alt}
        return replace(
            words, blocks=[*words.blocks, image], fallback=[*words.fallback, image] if words.fallback else []
        )

    return replace(words, picture=CardPicture(say("pictures.page_file", language), png, place))


def render_steps(
    headline: str, steps: Sequence[Step], language: str, most: int = MESSAGE_BLOCKS, whole: Sequence[Section] = ()
) -> Card | None:
    """A page of parts that each have buttons of their own; None when it is too large for `most` blocks, or for a
    message, however much its texts are cut. `whole` is what the plain text tells, where the blocks show less."""
    sections = whole or [step.section for step in steps]
    values = {"paged": False, "view": CardView(headline), "legend": ""}
    text = _spaced(_print("page", language, "text", {**values, "sections": sections, "shape": WHOLE}))
    for shape in SHAPES:
        blocks = list(_objects(_print("page", language, "blocks", {**values, "sections": [], "shape": shape})))
        for step in steps:
            one = {**values, "view": CardView(""), "sections": [step.section], "shape": shape}
            blocks += [*_objects(_print("page", language, "blocks", one)), *controls.blocks(step.rows)]
        if len(blocks) <= most and (most > MESSAGE_BLOCKS or not limits.problems(blocks, text)):
            return Card(blocks, text)
    return None


def render_notice(text: str, language: str, rows: Sequence[Row] = ()) -> Card:
    """A sentence or two."""
    return render_page("", [Section(texts=(text,))], language, rows)


def render_digest(
    digest: "Digest", language: str, rows: Sequence[Row] = (), picture: str | None = None, following: str = ""
) -> Card:
    """The digest of a channel or a person, and below it buttons. `picture` is Slack's id of the file that shows it,
    `following` says when the next one comes."""
    values = {
        "view": CardView(digests.headline(digest, language)),
        "about": digests.about(digest, language),
        "foot": first_upper(joined([digests.foot(digest, language), following]), language),
        "parts": digest_parts.parts(digest, language),
        "sentences": () if digest.quiet else digests.digest_sentences(digest, language),
        "alt": "" if digest.quiet else digests.alt(digest, language),
        "trend": "" if digest.quiet else digests.trend(digest, language),
        "picture": picture,
        "quiet": digest.quiet,
    }
    return _card("digest", language, values, lambda hits, cut: rows)


def render_digest_rest(digest: "Digest", language: str) -> Card | None:
    """What stands in the thread of a digest: all its parts with their places; None when it has none."""
    found = digest_parts.parts(digest, language)
    if not found:
        return None
    about = digests.about(digest, language)
    return _card("digest_rest", language, {"view": CardView(""), "parts": found, "about": about})


def render_digest_part(digest: "Digest", name: str, language: str) -> str:
    """Every line behind a number of a digest, as text."""
    part = digest_parts.behind(digest, name, language)
    if part is None:
        return say("digest.nothing_behind", language)
    return _spaced(_print("digest_part", language, "text", {"part": part, "shape": WHOLE}))


def render_help(language: str, suggested: Mapping[str, object] = NO_EXAMPLES) -> Card:
    """What can be asked, for somebody who asked nothing: "examples" of these documents, with the code of a "case" and a
    budget "year" of theirs."""
    return render(Answer("", language, "help", date.min), suggested=suggested)


def render_error(language: str, reference: str, kind: str = "unknown") -> Card:
    """What a person is told when the program failed; the log has the `reference`."""
    return _card(
        "error", language, {"view": CardView(say("errors.title", language)), "kind": kind, "reference": reference}
    )


def render_refused(refused: Refused, language: str) -> Card:
    """Why a document was not read."""
    values = {"view": CardView(say("ui.refused_title", language)), "sentence": refusal_sentence(refused, language)}
    return _card("refused", language, values)


def refusal_sentence(refused: Refused, language: str) -> str:
    """Why a document was not read, and what can be done: somebody may say what the columns of a table are."""
    sentence = say(f"refused.{refused.reason}", language, **refused.values)
    if not refused.values.get("columns"):
        return sentence
    return f"{sentence} {say('files.ask_for_columns', language, name=refused.values['name'])}"


def _card(name: str, language: str, values: dict[str, Any], below: Below = nothing_below) -> Card:
    """`values` hold the `card_view` and whatever else the template asks for."""
    values = {"paged": False, **values, "legend": _legend(values["view"], language)}
    text = _print(name, language, "text", {**values, "shape": WHOLE})
    card = _fitted(name, language, {**values, "tables": True}, below, text)
    if not any(block["type"] == limits.TABLE for block in card.blocks):
        return card
    plain = _fitted(name, language, {**values, "tables": False}, below, text)
    return replace(card, hits=max(card.hits, plain.hits), fallback=plain.blocks)


def _fitted(name: str, language: str, values: dict[str, Any], below: Below, text: str) -> Card:
    """In the largest shape that Slack takes."""
    for shape in SHAPES:
        hits = min(shape.hits, values["view"].listed)
        printed = _print(name, language, "blocks", {**values, "shape": shape})
        above = list(_objects(printed))
        blocks = above + controls.blocks(below(hits, "summary" in values and len(text) > SHORT))
        if len(above) <= BLOCKS and not limits.problems(blocks, text):
            break
    return Card(blocks, _spaced(text), hits)


def _legend(shown: CardView, language: str) -> str:
    """What "t.kr." means, for those who are shown some and may not know."""
    return say("ui.legend", language) if "t.kr." in str(shown) else ""


def _spaced(text: str) -> str:
    """Without the empty lines that a template leaves; a form feed alone is an empty line that it wants."""
    lines = [line.rstrip(" ") for line in text.split("\n") if line.strip(" ")]
    kept = [line for at, line in enumerate(lines) if line != GAP or (at and lines[at - 1] != GAP)]
    return "\n".join("" if line == GAP else line for line in kept).strip()


def _print(name: str, language: str, medium: str, values: dict[str, Any]) -> str:
    template = engine.render_template(name, language, medium)
    said = {"say": partial(say, language=language)}
    return template.render({"medium": f"{medium}.j2", "gap": GAP, **block_texts.FUNCTIONS, **said, **values})


def _objects(printed: str) -> Iterator[dict[str, Any]]:
    """A card template prints one JSON object after another; anything else between them raises."""
    decoder, at = json.JSONDecoder(), 0
    while found := SIGN.search(printed, at):
        block, at = decoder.raw_decode(printed, found.start())
        yield block
