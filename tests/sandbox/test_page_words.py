"""What the page itself says: Danish and English, complete and alike. No browser is needed."""

import json
import re

from sandbox.replies import PAGE_FOLDER

WORDS = json.loads((PAGE_FOLDER / "words.json").read_text(encoding="utf-8"))
SCRIPTS = "\n".join(file.read_text(encoding="utf-8") for file in sorted((PAGE_FOLDER / "js").glob("*.js")))
PAGE = (PAGE_FOLDER / "index.html").read_text(encoding="utf-8")
# Keys are whole, or begin with what stands in the code and end with something looked up.
WHOLE = {*re.findall(r'"([a-z]+\.[a-z_]+)"', SCRIPTS), *re.findall(r'data-(?:say|label)="([^"]+)"', PAGE)}
BEGUN = tuple(re.findall(r"`([a-z]+\.[a-z_]*)\$\{", SCRIPTS))


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_both_languages_say_the_same_things() -> None:
    """Every key in both; a sentence for one thing may be missing where the language has no other form."""
    plain = [{key for key in WORDS[language] if not key.endswith("_one")} for language in ("da", "en")]
    assert plain[0] == plain[1]


def test_both_languages_fill_in_the_same() -> None:
    both = sorted(set(WORDS["da"]) & set(WORDS["en"]))
    assert [key for key in both if placeholders(WORDS["da"][key]) != placeholders(WORDS["en"][key])] == []


def test_every_sentence_that_is_said_is_there() -> None:
    known = {key for key in WHOLE if key.split(".")[0] in {one.split(".")[0] for one in WORDS["da"]}}
    assert known - set(WORDS["da"]) == set()


def test_every_sentence_is_said_somewhere() -> None:
    unused = {key for key in WORDS["da"] if key not in WHOLE and not key.startswith(BEGUN) and not key.endswith("_one")}
    assert unused == set()


def test_the_keys_stand_in_order() -> None:
    """So that two who add one see each other's."""
    assert all(list(words) == sorted(words) for words in WORDS.values())
