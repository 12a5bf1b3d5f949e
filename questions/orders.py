"""Which verbs tell us to leave something out, and which only say what somebody else leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from questions.tokens import Token
from questions.vocabulary import Atom

FARTHEST_HEAD = 2  # small words between the verb and "dem"
ORDERED = "ordered"  # what is left out because we were told to
_AS = {"skip": "except", "skip_around": "around"}
_LEAVES_OUT = frozenset({*_AS, "except", "around", "behind"})
_OF_LISTS = frozenset({"which", "what", "how_much", "list", "whether", "status"})  # asks that a list answers


def as_ordered(tokens: Sequence[Token], atoms: Iterable[Atom], framing: frozenset[int]) -> Iterator[Atom]:
    """The atoms, in which a verb that leaves out (`skip`, `skip_around`) does so where its clause begins with it but
    for small words ("hvis vi dropper BU01"), or where a pronoun is left out. "Hvad sparer vi ved at droppe callcentret"
    and "why do they skip …" leave out nothing, and neither does what is kept for a purpose (`keeps`)."""
    every = list(atoms)
    kept = frozenset(at for one in every if (one.table, one.name) == ("not", "keeps") for at in one.places)
    every = [one for one in every if not (_leaves_out(one) and kept.issuperset(one.places))]
    begins = frozenset(one.end for one in every if one.table == "join" or (one.table, one.name) == ("not", "if"))
    heads = frozenset(one.start for one in every if (one.table, one.name) == ("not", "head"))
    asked = frozenset(at for one in every if one.table == "ask" and one.name not in _OF_LISTS for at in one.places)
    for one in every:
        if one.table != "not" or one.name not in _AS:
            yield one
            continue
        before = list(_clause_before(one.start, tokens, begins))
        if not asked.intersection(before) and (heads & _behind(one) or framing.issuperset(before)):
            yield replace(one, name=_AS[one.name], value=ORDERED)


def _leaves_out(atom: Atom) -> bool:
    return atom.table == "not" and atom.name in _LEAVES_OUT


def _behind(atom: Atom) -> frozenset[int]:
    """Where what is left out may begin."""
    first = min(atom.filled, default=atom.end)
    return frozenset(range(first, first + FARTHEST_HEAD))


def _clause_before(verb: int, tokens: Sequence[Token], begins: frozenset[int]) -> Iterator[int]:
    """The places from a verb back to where its clause begins."""
    for at in range(verb - 1, -1, -1):
        if at + 1 in begins or tokens[at].kind == "sign":
            return
        yield at
