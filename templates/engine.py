"""Jinja2's home: sentences and card templates in one language. A missing value raises, it never prints as nothing."""

import json
import marshal
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, compiler, meta

from records.compiled import compiled, data_kept
from templates import formats, limits

Called = Callable[..., str]
CARDS, TEXTS, WORDS = (Path(__file__).parent / name for name in ("cards", "texts", "words"))
BLOCKS, TEXT = "blocks", "text"  # the media


class Kept(Environment):
    """Keeps the code of its templates between two runs: to make it takes longer than all else of a first answer."""

    language = ""

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *how: Any, **more: Any) -> Any:
        """As jinja2 does; of a file that has not changed, nor what its code is made with, the code that was kept."""
        make = partial(super().compile, source, name, filename, *how, **more)
        if filename is None or how or more:
            return make()
        return compiled(f"{Path(filename).stem}.{self.language}", [Path(filename), *_made_with()], make)


def _made_with() -> list[Path]:
    """The modules that a template's code depends on: jinja2 prints what is constant beforehand, with the filters of the
    language."""
    return [Path(str(one.__file__)) for one in (formats, limits, compiler)]


def _environment(language: str, **how: Any) -> Environment:
    made = Kept(  # no HTML comes out of it; what goes to Slack goes through `json`
        undefined=StrictUndefined, auto_reload=False, trim_blocks=True, lstrip_blocks=True, **how
    )
    made.language = language
    made.filters["json"] = json_string
    made.filters["cut"] = limits.shortened
    for name, write in formats.FILTERS.items():
        made.filters[name] = partial(write, language=language)
    return made


@cache
def sentence_environment(language: str, called: Called) -> Environment:
    """Prints values as `language` does; a value is one line, whatever it held. `called` is the catalogue's own filter:
    what a field, a state or a colour is called."""
    made = _environment(language, finalize=partial(formats.format_value, language=language))
    made.filters["called"] = partial(called, language=language)
    return made


@cache
def cards(language: str, medium: str) -> Environment:
    """The templates of a medium: cards as Slack shows them, and the whole of an answer in plain text. A card that has
    no text of its own is printed in both."""
    return _environment(language, loader=FileSystemLoader([CARDS] if medium == BLOCKS else [TEXTS, CARDS]))


@cache
def sentence(text: str, language: str, called: Called) -> Template:
    environment, code = sentence_environment(language, called), _codes(language).get(text)
    if code is None:
        return environment.from_string(text)
    made = marshal.loads(code)  # noqa: S302  # see `data_kept`
    return Template.from_code(environment, made, environment.make_globals(None))


@cache
def _codes(language: str) -> Mapping[str, bytes]:
    """The code of sentences, where it was kept: to make that of all takes longer than that of the few that are said."""
    return data_kept(f"{language}.code", _sources(language)) or {}


def keep_code(texts: Iterable[str], language: str, called: Called) -> None:
    """Keep the code of all sentences of a language for the processes to come."""
    make = sentence_environment(language, called).compile
    compiled(f"{language}.code", _sources(language), lambda: {one: marshal.dumps(make(one)) for one in texts})


def _sources(language: str) -> list[Path]:
    return [WORDS / f"{language}.toml", Path(__file__), Path(__file__).with_name("catalogue.py"), *_made_with()]


@cache  # jinja2 looks into the folders anew for a name that is not there
def render_template(name: str, language: str, medium: str) -> Template:
    """In blocks every answer has the same card. Raises TemplateNotFound for a text that is not there."""
    others = ["answer.j2"] if medium == BLOCKS else []
    return cards(language, medium).select_template([f"{name}.j2", *others])


def placeholders(text: str, called: Called) -> frozenset[str]:
    """The values that a sentence needs."""
    if "{" not in text:
        return frozenset()
    return frozenset(meta.find_undeclared_variables(sentence_environment("da", called).parse(text)))


_as_json = json.JSONEncoder(ensure_ascii=False).encode  # `dumps` would make an encoder for each of a card's texts


def json_string(text: Any) -> str:
    """A JSON string that Slack shows as it stands: control signs gone, `&`, `<` and `>` as entities."""
    return _as_json(limits.escape(formats.clean(str(text))))
