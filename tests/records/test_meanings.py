"""What the words of a status mean: done is only what is done, and a word that nobody knows has no colour."""

import pytest

from records import meanings

GREEN = (
    "Følger planen",
    "I drift",
    "Forløber som planlagt",
    "Implementeret",
    "Ikke forsinket",
    "Ingen forsinkelser",
    "Gennemført",
    "Planmæssig",
    "Påbegyndt, følger tidsplan",
    "Forventes gennemført efter planen",
    "Fuldt implementeret",
    "Afsluttet",
    "100 %",
    "Initiativet er implementeret som tiltænkt",
    "Går efter planen",
    "På sporet",
    "På rette spor",
    "Realiseret fuldt ud",
    "Completed",
    "On track",
    "Effekten er hentet",
    "Udført",
    "Færdig",
    "Ingen afvigelser",
    "Overholder tidsplanen",
    "I mål",
    "Nået",
    "Kører efter planen",
    "Kører som besluttet",
    "Er sat i drift",
    "Foran planen",
    "Gennemført 1. marts 2026",
    "Realiseres som forudsat",
)
YELLOW = (
    "Bagud",
    "Bag efter planen",
    "Langt bag efter planen",
    "Lidt efter tidsplanen",
    "Forskudt",
    "Forsinket",
    "Tidsplanen er skredet",
    "Merforbrug",
    "Dyrere end ventet",
    "Igangsat men forsinket",
    "Forventes forsinket",
    "Halter efter",
    "Udskudt til 2027",
    "Økonomien skrider",
    "Delayed",
    "Behind schedule",
    "Over budget",
    "Skrider",
    "Blevet dyrere",
    "Lidt forsinket",
    "Gennemført med forsinkelse",
    "Budgettet overskrides",
    "Ikke forsinket, men dyrere",
)
RED = (
    "Gennemføres ikke",
    "Stoppet",
    "Ikke implementeret",
    "Opgivet",
    "Udgår",
    "Ikke gennemført",
    "Kan ikke gennemføres",
    "Droppet",
    "Cancelled",
    "Effekt ikke opnået",
    "Afbrudt",
    "Trukket tilbage",
    "Aflyst",
    "Bortfalder",
    "Ikke realiseret",
    "Opnås ikke",
    "Bliver ikke til noget",
    "Gennemføres desværre ikke",
)
NONE = (
    "Forventes implementeret i 2027",
    "Delvist implementeret",
    "Implementeret 75 %",
    "Snart implementeret",
    "I gang",
    "Afventer",
    "Ikke igangsat",
    "Endnu ikke implementeret",
    "Ikke fuldt implementeret",
    "Forløber ikke som planlagt",
    "Ej påbegyndt",
    "Ikke startet",
    "Sat i bero",
    "Midlertidigt stoppet",
    "Under udarbejdelse",
    "Skal gennemføres i 2027",
    "Ikke afsluttet",
    "Næsten færdig",
    "50 pct.",
    "0 %",
    "Initiativet implementeres ikke som tiltænkt",
    "Under implementering",
    "Klar til implementering",
    "Ændret",
    "Omlagt",
    "Not started",
    "In progress",
    "Partly implemented",
    "Løbende opfølgning",
    "Ikke færdig",
    "Under opstart",
    "Tidsplanen overholdes ikke",
    "Venter på leverandør",
    "Ikke i gang",
    "Ikke begyndt endnu",
    "Mangler",
    "Til dels gennemført",
    "Halvt gennemført",
    "Fremskreden",
    "Sættes i gang efter sommer",
    "Vi er i gang",
    "Klar i 2027",
    "Er ved at blive implementeret",
    "Ikke længere aktuel",
    "Afsluttes i 2027",
    "Ikke stoppet",
    "Bliver færdig i 2027",
    "Vil ikke blive gennemført",
)
COLOURED = [
    (words, colour)
    for listed, colour in ((GREEN, "green"), (YELLOW, "yellow"), (RED, "red"), (NONE, None))
    for words in listed
]


@pytest.mark.parametrize(("words", "colour"), COLOURED)
def test_the_colour_of_a_status_is_that_of_its_meaning(words: str, colour: str | None) -> None:
    """Denied, expected, partly, in per cent: none of them is done."""
    assert meanings.colour_of(meanings.meaning(words)) == colour


@pytest.mark.parametrize("words", [*NONE, *YELLOW])
def test_only_what_is_done_or_stopped_is_over(words: str) -> None:
    """Reminders go on for everything else."""
    assert meanings.meaning(words) not in (meanings.DONE, meanings.STOPPED)


MEANT = [
    ("I gang", meanings.UNDER_WAY),
    ("Forventes implementeret i 2027", meanings.UNDER_WAY),
    ("Ikke igangsat", meanings.NOT_BEGUN),
    ("Afventer", meanings.NOT_BEGUN),
    ("Delvist implementeret", meanings.PARTLY),
    ("Implementeret 75 %", meanings.PARTLY),
    ("Bagud", meanings.LATE),
    ("Merforbrug", meanings.OVER_BUDGET),
    ("Følger planen", meanings.AS_PLANNED),
    ("I drift", meanings.DONE),
    ("Gennemføres ikke", meanings.STOPPED),
    ("Omlagt", meanings.CHANGED),
    ("Blåbærgrød", None),
]


@pytest.mark.parametrize(("words", "meaning"), MEANT)
def test_each_meaning_has_its_words(words: str, meaning: str | None) -> None:
    """And words that are not in the data have none."""
    assert meanings.meaning(words) == meaning


@pytest.mark.parametrize(
    ("words", "all_of_it"),
    [
        ("Forsinket og dyrere end ventet", (meanings.LATE, meanings.OVER_BUDGET)),
        ("Økonomien er skredet", (meanings.OVER_BUDGET,)),
        ("Tidsplanen er skredet, og økonomien er skredet", (meanings.LATE, meanings.OVER_BUDGET)),
        ("Forsinket, men ikke dyrere", (meanings.LATE,)),
        ("Blåbærgrød", ()),
    ],
)
def test_a_status_may_say_two_things(words: str, all_of_it: tuple[str, ...]) -> None:
    assert meanings.all_meanings(words) == all_of_it
