"""A status and what is remarked of it in one cell, below a heading that names both ("Status og bemærkning")."""

from dataclasses import replace

from loaders.kinds.tables import roles
from loaders.kinds.tables.entries import TableEntry
from records import meanings

_BOTH = 0.8  # how surely the heading names each of them
_BEFORE_A_NUMBER = frozenset("til i fra den pr. på efter med omkring ca. uge to by until in from".split())
_SENTENCE = 4  # words of a remark that no full stop ends


def with_remark_apart(entry: TableEntry, heading: str) -> TableEntry:
    """The entry with its remark apart from its status; as it is where the heading does not name both, the row has a
    remark of its own, or the words do not begin with a status that is known and go on with a sentence."""
    named = roles.named(heading)
    if min(named.get("status", 0.0), named.get("remark", 0.0)) < _BOTH or entry["remark"]:
        return entry
    status, remark = _parted(entry["status"])
    return replace(entry, texts={**entry.texts, "status": status, "remark": remark}) if remark else entry


def _parted(text: str) -> tuple[str, str]:
    """ "Standset Egnede lokaler er ikke fundet." → both parts; the second is "" where there is only one."""
    words = text.split()
    starts = [at for at in range(1, len(words)) if words[at].istitle()]
    starts += [at for at in range(1, len(words)) if words[at][0].isdigit()]
    for at in starts:
        status, rest = " ".join(words[:at]), words[at:]
        sentence = len(rest) >= _SENTENCE or (rest[-1].endswith(".") and len(rest) > 1)
        goes_on = words[at - 1] in _BEFORE_A_NUMBER  # "Udskudt til 2026"
        if sentence and not goes_on and meanings.meaning(status):
            return status.rstrip(" ,;:.–-"), " ".join(rest)
    return text, ""
