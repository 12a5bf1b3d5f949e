"""Proposals for measuring: as many as wanted, the same ones for the same seed, in Danish that looks real.

    python bench/generate.py 10000 > ideas.txt      # as the text of an idea bank

Titles and sentences are put together from compounds of the field (hjemmepleje + vagtplan). One word in five is drawn
from the Danish word list of wordfreq by how common it is, so that the index meets a vocabulary of natural size.
"""

import argparse
import random
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from wordfreq import top_n_list

from records import Proposal, Source, codes, names

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
YEARS = (2024, 2025, 2026, 2027, 2028)
COMMON_WORDS = 30_000
FAITHFUL = 0.85  # how often a compound is about what the proposal is about
LONGEST = 40  # sentences
A_DOCUMENT = 5_000  # proposals in one document


@cache
def _words() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Danish words, commonest first, and how their frequency adds up (Zipf: the n-th word is n times rarer)."""
    words = tuple(word for word in top_n_list("da", COMMON_WORDS) if word.isalpha())
    return words, tuple(accumulate(1 / (rank + 10) for rank in range(len(words))))


class Writer:
    """Draws words, titles and whole proposals from one seeded source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.forms = [second.split() for second in WORDS["second"]]
        self.subjects: tuple[str, ...] = ()

    def subject(self) -> str:
        """What a compound begins with: some are much more common than others."""
        return str(WORDS["first"][int(len(WORDS["first"]) * self.chance.random() ** 1.5)])

    def compound(self, form: int) -> str:
        """A compound of what the proposal is about: form 0 is the noun, 1 its plural, 2 its definite form."""
        first = self.chance.choice(self.subjects) if self.chance.random() < FAITHFUL else self.subject()
        return first + self.chance.choice(self.forms)[form]

    def common(self) -> Iterator[str]:
        words, weights = _words()
        while True:
            yield from self.chance.choices(words, cum_weights=weights, k=64)

    def title(self) -> str:
        title = f"{self.chance.choice(WORDS['acts'])} {self.compound(1)}"
        return f"{title} og {self.compound(1)}" if self.chance.random() < 0.4 else title

    def summary(self, common: Iterator[str]) -> str:
        """Half of them have up to six sentences; a few are long."""
        sentences = min(1 + int(self.chance.lognormvariate(1.55, 0.9)), LONGEST)
        return " ".join(self._sentence(common) for _ in range(sentences))

    def _sentence(self, common: Iterator[str]) -> str:
        pattern = self.chance.choice(WORDS["sentences"])
        filled = pattern.format(
            a=self.compound(2), b=self.compound(1), c=self.compound(2), year=self.chance.choice(YEARS), w="{}"
        )
        return filled.format(*(next(common) for _ in range(pattern.count("{w}"))))

    def proposal(self, number: int, common: Iterator[str]) -> Proposal:
        cost, stated = round(self.chance.lognormvariate(6, 1.3)), self.chance.random() < 0.6
        code = f"{self.chance.choice(WORDS['letters'])} - {self.chance.randint(1, 999):03}"
        self.subjects = tuple(self.subject() for _ in range(self.chance.choice((2, 3, 3, 4))))
        title, coded = self.title(), self.chance.random() < 0.2
        return Proposal(
            municipality=self.chance.choice(names.MUNICIPALITIES),
            title=f"{code} {title}" if coded else title,
            code=codes.normal(code) if coded else None,
            source=Source(f"ideer-{number // A_DOCUMENT + 1}.txt", number % A_DOCUMENT * 50 + 1),
            areas=tuple(sorted(self.chance.sample(WORDS["areas"], self.chance.choice((1, 1, 1, 2, 3))))),
            measures=tuple(sorted(self.chance.sample(WORDS["measures"], self.chance.choice((0, 1, 1, 1, 2))))),
            saving_tkr=float(round(self.chance.lognormvariate(6.3, 1.2))),
            cost_tkr=float(cost) if stated else None,
            cost_text=str(cost) if stated else "Ikke oplyst",
            phase_in_year=self.chance.choice(YEARS),
            adopted=self.chance.random() < 0.6,
            summary=self.summary(common),
        )


def proposals(number: int, seed: int = 1) -> Iterator[Proposal]:
    """`number` proposals, in documents of A_DOCUMENT. The first n of a seed are the same whatever the number."""
    writer = Writer(seed)
    common = writer.common()
    return (writer.proposal(n, common) for n in range(number))


TICKED, EMPTY = "\uf053\uf020", "\uf0a3\uf020"
ENTRY = """        {municipality} Kommune     

        {title}  

 {summary}  

 

        Berørte fagområder  
 Daginstitutioner {boxes[0]}  Kultur & Fritid {boxes[5]}  
 Skoler {boxes[1]}  Teknik & Miljø {boxes[6]}  
 Udsatte børn {boxes[2]}  Beskæftigelse & Erhverv {boxes[7]}  
 Udsatte voksne & borgere med 

handicap 
{boxes[3]}  Administration {boxes[8]}  

 Ældre & Sundhed {boxes[4]}     
       
 Økonomi  Typer af tiltag  
 Effekt ved fuld indfasning (t.kr.): {saving}  {measures[0]}   
 Fuldt indfaset år: {year}  {measures[1]}   
 Implementeringsomkostninger: {cost}     
 Er forslaget vedtaget: {adopted}     
       
 Yderligere information  
 Budgetforslag {year}.pdf  
    

 

 
"""  # noqa: W291, W293  # the blanks are the layout


def _wrapped(text: str, width: int = 96) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "\n".join(lines)


def entry(proposal: Proposal) -> str:
    """One proposal as an idea bank prints it."""
    return ENTRY.format(
        municipality=proposal.municipality,
        title=proposal.title,
        summary=_wrapped(proposal.summary),
        boxes=[TICKED if area in proposal.areas else EMPTY for area in WORDS["areas"]],
        saving=f"{proposal.saving_tkr:.0f}",
        measures=[*proposal.measures, "", ""],
        year=proposal.phase_in_year,
        cost=proposal.cost_text,
        adopted="Ja" if proposal.adopted else "Nej",
    )


def idea_bank(chosen: Iterable[Proposal]) -> str:
    """The proposals as the text of an idea bank with one chapter."""
    return " Administration \n\n  \n\n" + "\n".join(map(entry, chosen))


def main() -> None:
    parser = argparse.ArgumentParser(description="Generated proposals as the text of an idea bank, on standard output.")
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sys.stdout.write(idea_bank(proposals(asked.number, asked.seed)))


if __name__ == "__main__":
    main()
