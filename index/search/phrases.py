"""Whether the words of a phrase stand together: "grønne områder" is no text that says green here and areas there."""

from collections.abc import Iterable, Sequence

from index.db.gateway import Reader
from index.search.text_words import TextWords
from index.search.tokenizer import words

GAP = 2  # other words between two words of a phrase ("børn og unge med handicap" has three with its small words)
MOST = 300  # units that are looked at; of more only the best

_TEXTS = """
SELECT e.id, e.title, coalesce(p.summary, s.remark, '') FROM entries e
LEFT JOIN proposals p ON e.kind = 'proposal' AND p.id = e.record_id
LEFT JOIN statuses s ON e.kind = 'status' AND s.id = e.record_id
WHERE e.id IN :ids ORDER BY e.id
"""


def apart(
    db: Reader, ids: Sequence[int], phrases: Iterable[tuple[str, ...]], small: frozenset[str], known: TextWords
) -> set[int]:
    """The entries of `ids` in whose title and summary no phrase (stems) stands together; `small` words do not count."""
    wanted = list(phrases)
    rows = db.rows(_TEXTS, ids=[int(one) for one in ids[:MOST]])
    known.meet(text for _, *texts in rows for text in texts)
    return {
        entry
        for entry, *texts in rows
        if not any(_together(text, phrase, small, known) for text in texts for phrase in wanted)
    }


def _together(text: str, phrase: tuple[str, ...], small: frozenset[str], known: TextWords) -> bool:
    """Do the words of `phrase` stand in `text`, in any order, with at most GAP others between two of them?"""
    telling = [word for word in words(text) if word not in small]
    stems = known.look_up(telling)
    said = [stems[word] for word in telling]
    places = [[at for at, tokens in enumerate(said) if stem in tokens] for stem in phrase]
    return any(_near(start, places[1:]) for start in places[0])


def _near(start: int, places: list[list[int]]) -> bool:
    reach = [start]
    for own in places:
        reach = [at for at in own if any(abs(at - before) <= GAP + 1 for before in reach)]
    return bool(reach)
