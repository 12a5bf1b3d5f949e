"""The code of a template is kept between two runs, for each language, as long as the template is the same."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from templates import catalogue, engine


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of the templates that jinja2 is asked to compile."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made: list[str | None] = []
    plain = Environment.compile

    def counted(self: Environment, source: str, name: str | None = None, *how: object, **more: object) -> object:
        made.append(name)
        return plain(self, source, name, *how, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counted)
    return made


def _printed(folder: Path, language: str) -> str:
    """What a process that has just begun prints."""
    made = engine.Templates(language, [folder])
    return made.get_template("one.j2").render({"count": 1234.5})


def test_a_template_is_compiled_once_for_each_language(tmp_path: Path, compiled: list[str | None]) -> None:
    (tmp_path / "one.j2").write_text("{{ 1234.5|number }} {{ count|number }}", encoding="utf-8")
    danish, english = (_printed(tmp_path, language) for language in ("da", "en"))
    assert danish == "1.234,5 1.234,5"
    assert english == "1,234.5 1,234.5"
    assert [_printed(tmp_path, language) for language in ("da", "en")] == [danish, english]
    assert compiled == ["one.j2", "one.j2"]


def test_a_template_that_was_changed_is_compiled_anew(tmp_path: Path, compiled: list[str | None]) -> None:
    for text in ("før", "efter det"):
        (tmp_path / "one.j2").write_text(text, encoding="utf-8")
        assert _printed(tmp_path, "da") == text
    assert len(compiled) == 2


def test_a_text_without_a_file_is_kept_nowhere(tmp_path: Path, compiled: list[str | None]) -> None:
    (tmp_path / "one.j2").write_text("", encoding="utf-8")
    made = engine.Templates("da", [tmp_path])
    assert engine.Template(made, made.compile("{{ 1|number }}")).render({}) == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["one.j2"]
    assert compiled == [None]


def test_the_code_of_sentences_is_kept_and_says_the_same(
    tmp_path: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    for kept in (engine._codes, engine.sentence):
        kept.cache_clear()
    text = "{{ count|number }} sager"
    anew = engine.sentence(text, "da", catalogue.called).render({"count": 1234.5})
    engine.keep_code([text], "da", catalogue.called)
    for kept in (engine._codes, engine.sentence):
        kept.cache_clear()
    compiled.clear()
    assert engine.sentence(text, "da", catalogue.called).render({"count": 1234.5}) == anew == "1.234,5 sager"
    assert compiled == []
    assert engine.sentence("{{ other }}", "da", catalogue.called).render({"other": "ny"}) == "ny"
    assert compiled == [None]
    for kept in (engine._codes, engine.sentence):
        kept.cache_clear()
