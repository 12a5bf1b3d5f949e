"""Jinja2's home: sentences and card templates in one language. A missing value raises, it never prints as nothing.

What runs is code that jinja2 has made and that is kept between two runs. A process that finds it there needs of jinja2
only what that code calls; what makes code is imported where there is some to be made.
"""

import json
import marshal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2.defaults import DEFAULT_POLICIES
from jinja2.exceptions import TemplateNotFound
from jinja2.filters import FILTERS
from jinja2.runtime import Context, StrictUndefined
from jinja2.tests import TESTS
from jinja2.utils import missing

from records import packed_table
from records.compiled import bytes_kept, compiled, keep_bytes
from records.packed_table import PackedBytes, packed_bytes
from templates import formats, limits

if TYPE_CHECKING:
    from jinja2 import Environment

Called = Callable[..., str]
CARDS, TEXTS, WORDS = (Path(__file__).parent / name for name in ("cards", "texts", "words"))
BLOCKS, TEXT = "blocks", "text"  # the media


class Templates:
    """The templates of some folders, and sentences. For the code of templates this is jinja2's environment."""

    # what jinja2's runtime asks of an environment
    context_class = Context
    undefined = StrictUndefined
    concat = "".join
    tests, policies = TESTS, DEFAULT_POLICIES
    autoescape = is_async = sandboxed = False  # no HTML comes out of it; what goes to Slack goes through `json`

    def __init__(
        self, language: str, folders: Sequence[Path] = (), finalize: Callable[[Any], Any] | None = None
    ) -> None:
        self.language, self.folders, self.finalize = language, folders, finalize
        ours = {name: partial(write, language=language) for name, write in formats.FILTERS.items()}
        self.filters = {**FILTERS, "json": json_string, "cut": limits.shortened, **ours}
        self._made: dict[str, Template] = {}

    def getattr(self, of: Any, name: str) -> Any:
        """As jinja2's: an attribute, else an item."""
        try:
            return getattr(of, name)
        except AttributeError:
            pass
        try:
            return of[name]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=of, name=name)

    def getitem(self, of: Any, name: Any) -> Any:
        """As jinja2's: an item, else an attribute."""
        try:
            return of[name]
        except (AttributeError, TypeError, LookupError):
            if isinstance(name, str) and hasattr(of, name):
                return getattr(of, name)
            return self.undefined(obj=of, name=name)

    def get_template(self, name: str, parent: str | None = None) -> "Template":
        """Raises TemplateNotFound."""
        if (found := self._made.get(name)) is None:
            path = next((one for folder in self.folders if (one := folder / name).is_file()), None)
            if path is None:
                raise TemplateNotFound(name)
            of = f"{path.stem}.{self.language}"
            code = compiled(of, [path, *_made_with()], lambda: self.compile(path.read_text("utf-8"), name, str(path)))
            found = self._made[name] = Template(self, code)
        return found

    def compile(self, source: str, name: str | None = None, file: str | None = None) -> CodeType:
        """The code of a template, made anew."""
        code: CodeType = self.compiler.compile(source, name, file)
        return code

    @cached_property
    def compiler(self) -> "Environment":
        """Jinja2's own environment, with the same names."""
        from jinja2 import Environment  # noqa: PLC0415  # all of jinja2

        made = Environment(  # noqa: S701  # see `autoescape`
            undefined=self.undefined, auto_reload=False, trim_blocks=True, lstrip_blocks=True, finalize=self.finalize
        )
        made.filters.update(self.filters)
        return made


class Template:
    """The code of a template, as jinja2's Template runs it."""

    def __init__(self, templates: Templates, code: CodeType) -> None:
        self._templates = templates
        self._of: dict[str, Any] = {"environment": templates}
        exec(code, self._of)  # noqa: S102  # what jinja2 made

    def render(self, values: Mapping[str, object]) -> str:
        return "".join(self._of["root"](self._context(values)))

    def make_module(self, values: Mapping[str, object], shared: bool, own: Mapping[str, object]) -> SimpleNamespace:
        """What an import of the template gives."""
        context = self._context({**values, **{name: value for name, value in own.items() if value is not missing}})
        for _ in self._of["root"](context):
            pass
        return SimpleNamespace(**context.get_exported())

    def _context(self, values: Mapping[str, object]) -> Context:
        environment: Any = self._templates
        return Context(environment, dict(values), self._of["name"], self._of["blocks"])


def _made_with() -> list[Path]:
    """The modules that a template's code depends on: jinja2 prints what is constant beforehand, with the filters of the
    language."""
    compiler = Path(str(sys.modules[Context.__module__].__file__)).with_name("compiler.py")
    return [*(Path(str(one.__file__)) for one in (formats, limits)), compiler]


@cache
def sentence_templates(language: str, called: Called) -> Templates:
    """Prints values as `language` does; a value is one line, whatever it held. `called` is the catalogue's own filter:
    what a field, a state or a colour is called."""
    made = Templates(language, finalize=partial(formats.format_value, language=language))
    made.filters["called"] = partial(called, language=language)
    return made


@cache
def cards(language: str, medium: str) -> Templates:
    """The templates of a medium: cards as Slack shows them, and the whole of an answer in plain text. A card that has
    no text of its own is printed in both."""
    return Templates(language, [CARDS] if medium == BLOCKS else [TEXTS, CARDS])


@cache
def sentence(text: str, language: str, called: Called) -> Template:
    templates, kept = sentence_templates(language, called), _codes(language).get(text)
    code = marshal.loads(kept) if kept else templates.compile(text)  # noqa: S302  # see `data_kept`
    return Template(templates, code)


@cache
def _codes(language: str) -> Mapping[str, bytes]:
    """The code of sentences, where it was kept: to make that of all takes longer than that of the few that are said."""
    return PackedBytes(bytes_kept(f"{language}.code", _sources(language)) or b"")


def keep_code(texts: Iterable[str], language: str, called: Called) -> None:
    """Keep the code of all sentences of a language for the processes to come."""
    make = sentence_templates(language, called).compile
    code = {one: marshal.dumps(make(one)) for one in texts}
    keep_bytes(f"{language}.code", _sources(language), packed_bytes(code))


def _sources(language: str) -> list[Path]:
    own = (Path(str(file)) for file in (__file__, packed_table.__file__))
    return [WORDS / f"{language}.toml", *own, Path(__file__).with_name("catalogue.py"), *_made_with()]


@cache  # a name that is not there is looked for once
def render_template(name: str, language: str, medium: str) -> Template:
    """In blocks every answer has the same card. Raises TemplateNotFound for a text that is not there."""
    templates = cards(language, medium)
    try:
        return templates.get_template(f"{name}.j2")
    except TemplateNotFound:
        if medium != BLOCKS:
            raise
    return templates.get_template("answer.j2")


def placeholders(text: str, called: Called) -> frozenset[str]:
    """The values that a sentence needs."""
    if "{" not in text:
        return frozenset()
    from jinja2 import meta  # noqa: PLC0415  # all of jinja2

    return frozenset(meta.find_undeclared_variables(sentence_templates("da", called).compiler.parse(text)))


_as_json = json.JSONEncoder(ensure_ascii=False).encode  # `dumps` would make an encoder for each of a card's texts


def json_string(text: Any) -> str:
    """A JSON string that Slack shows as it stands: control signs gone, `&`, `<` and `>` as entities."""
    return _as_json(limits.escape(formats.clean(str(text))))
