"""`sagsbot ask`: one question, or a file of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

import click

from bot import overlong
from bot.cli.arguments import Questions
from bot.cli.base import JSON, NOW, Failed, parse_moment, with_settings, write_json
from bot.cli.viewing import AS, documents_of
from bot.settings import Settings

MOST_BEFORE = 6  # questions of a conversation that the next one may lean on


@click.command()
@click.argument("text", required=False)
@click.option("--batch", type=Questions(), help="A question a line (- is stdin); an answer for each, in order.")
@click.option("--conversation", is_flag=True, help="The lines follow on one another; an empty line begins anew.")
@NOW
@AS
@JSON
@with_settings
def ask(  # noqa: PLR0913, PLR0917  # an option each
    text: str | None,
    batch: IO[bytes] | None,
    conversation: bool,
    now: datetime | None,
    viewer: str | None,
    as_json: bool,
    read: Settings,
) -> None:
    """Answer a question, as Slack would.

    With --batch and --json the output is JSON Lines. Empty lines are no questions. With --conversation each question
    may lean on those before it ("og hvad koster den?"), until an empty line.
    """
    if (text is None) == (batch is None):
        raise click.UsageError("Give either a question or --batch FILE.")
    if conversation and batch is None:
        raise click.UsageError("--conversation needs --batch FILE.")
    from bot.export.answer_json import answer_or_say, answer_question, unanswered

    if text is not None and overlong.is_overlong(text):
        card = overlong.overlong_card(read.language)
        if as_json:
            write_json(unanswered(text, read.language, card))
        raise Failed(card.text)
    when = parse_moment(now, read.timezone)
    with documents_of(read, viewer, when) as library:
        for question, before in [(text, ())] if text is not None else _questions(batch, conversation):
            if overlong.is_overlong(question):
                _show(unanswered(question, read.language, overlong.overlong_card(read.language)), as_json)
            elif text is None:
                _show(answer_or_say(library, question, when, read.language, before), as_json)
            else:
                _show(answer_question(library, question, when), as_json)


def _questions(batch: IO[bytes] | None, conversation: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each question with those before it in the same conversation."""
    before: tuple[str, ...] = ()
    for line in batch or ():
        text = line.decode("utf-8-sig", "replace").strip()
        if text:
            yield text, before
        kept = text and conversation and not overlong.is_overlong(text)
        before = (*before, text)[-MOST_BEFORE:] if kept else () if not text else before


def _show(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        write_json(answer)
    else:
        click.echo(answer["text"])
