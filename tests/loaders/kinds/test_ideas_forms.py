"""Forms cut out of a bank: headings, titles, page furniture, forms inside forms, text that belongs to none."""

import pytest

from loaders.kinds import ideas
from records import Document
from templates import say
from tests.loaders.kinds.ideas_form import ECONOMY, MORE, boxes, document, form, kinds, load, only

FOOT = "\n\nKommunale effektiviseringsforslag i budget 2026  \nIdébank 2026 \n\n48 \n\n\n"


@pytest.mark.parametrize(
    ("printed", "municipality"),
    [
        ("Fanø Kommune", "Fanø"),
        ("Høje-Taastrup  Kommune", "Høje-Taastrup"),
        ("Københavns Kommune", "København"),
        ("Bornholms Regionskommune", "Bornholm"),
        ("Vesthimmerlands Kommune", "Vesthimmerlands"),
        ("Nydanmark Kommune", "Nydanmark"),
    ],
)
def test_a_heading_names_the_municipality(printed: str, municipality: str) -> None:
    """Without "Kommune" and genitive; a municipality that nobody knows keeps its printed name."""
    assert only(form().replace("Fanø Kommune", printed)).municipality == municipality


TITLES = {
    "one line": ("        Fælles vagtplan  \n\n Teksten.", "Fælles vagtplan", "Teksten."),
    "two lines": (
        "        Fælles vagtplan for alle\nplejecentre  \n\n Teksten.",
        "Fælles vagtplan for alle plejecentre",
        "Teksten.",
    ),
    "runs into the text": ("        Fælles vagtplan\n Teksten\ngår videre.", "Fælles vagtplan", "Teksten går videre."),
    "broken word": (
        "        Fælles vagtplan og kørsels-\nplan\n\n Teksten.",
        "Fælles vagtplan og kørselsplan",
        "Teksten.",
    ),
    "lost hyphen": ("        Borgeropkrævnings1system\n\n Teksten.", "Borgeropkrævningssystem", "Teksten."),
    "no indentation": ("Fælles vagtplan for\nplejecentre\n\nTeksten.", "Fælles vagtplan for plejecentre", "Teksten."),
    "over a page": (f"        Fælles vagtplan{FOOT} Teksten.", "Fælles vagtplan", "Teksten."),
    "no text": ("        Fælles vagtplan", "Fælles vagtplan", ""),
}


@pytest.mark.parametrize("case", TITLES)
def test_a_title_ends_where_the_text_begins(case: str) -> None:
    """Indentation parts them, an empty line where that is lost, and else what the lines look like."""
    printed, title, summary = TITLES[case]
    text = form().replace("        Fælles vagtplan  \n\n Vagterne lægges samlet.", printed)
    assert (only(text).title, only(text).summary) == (title, summary)


def test_a_title_ends_where_a_sentence_opens() -> None:
    """With neither indentation nor empty lines, a line that begins with a capital opens the text."""
    text = form("Fælles vagtplan for\nplejecentre", " Teksten begynder\nher.")
    bare = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    assert (only(bare).title, only(bare).summary) == ("Fælles vagtplan for plejecentre", "Teksten begynder her.")


@pytest.mark.parametrize(
    ("title", "code", "kind"),
    [
        ("ØK - 006 Optimering af it", "ØK - 006", None),
        ("LKFU 021 Callcentret", "LKFU 021", None),
        ("Nr. 32 Færre konsulenter", None, None),
        ("IT 2026 i skolerne", None, None),
        ("Investeringsforslag: Flere robotter", None, "Investeringsforslag"),
        ("Flere robotter", None, None),
    ],
)
def test_a_title_keeps_its_code_and_kind(title: str, code: str | None, kind: str | None) -> None:
    """The municipality's own code and the kind of proposal are repeated in their fields; the title is as printed."""
    proposal = only(form(title))
    assert (proposal.title, proposal.code, proposal.type) == (title, code, kind)


def test_page_furniture_is_no_text() -> None:
    """The bank's name and the page number land in mid-sentence and inside the form, and leave no trace."""
    broken = form(text=f" Vagterne lægges{FOOT} samlet for 12 \ncentre.").replace(
        " Udsatte børn", f"{FOOT} Udsatte børn"
    )
    loaded = load(broken)
    assert loaded.proposals[0].summary == "Vagterne lægges samlet for 12 centre."
    assert loaded.proposals[0].areas == ("Skoler",)
    assert (loaded.title, loaded.proposals[0].budget_year) == ("Kommunale effektiviseringsforslag i budget 2026", 2026)


def test_page_numbers_of_a_pdf_are_no_text() -> None:
    """A lone number at the edge of a page is its number when it counts with the pages, and else an amount."""
    sheets = [
        form("A vagtplan") + "\n7",
        form("B kørsel").replace(": 100", ":\n") + "\n8",
        "500\n" + form("C it") + "\n9",
    ]
    numbered = [(line, page) for page, sheet in enumerate(sheets, 1) for line in sheet.split("\n")]
    lines, pages = zip(*numbered, strict=True)
    loaded = ideas.load(Document("bank.pdf", lines, pages))
    assert [proposal.further_information for proposal in loaded.proposals] == [
        "Bilag 1.pdf",
        "Bilag 1.pdf 500",
        "Bilag 1.pdf",
    ]
    assert loaded.proposals[2].source.page == 3


def test_a_bank_that_prints_no_year_has_none() -> None:
    """The budget year is never taken from a phase-in year or a file name."""
    assert only(form()).budget_year is None


@pytest.mark.parametrize("chapter", ["Skoler", "Kultur og Fritid", "Udsatte borgere voksne og borgere med handikap"])
def test_chapter_headings_belong_to_no_form(chapter: str) -> None:
    """A chapter is called nearly like an area, and stands after the last form of the chapter before."""
    loaded = load(f" {chapter} \n\n", form("A vagtplan"), f" {chapter} \n\n", form("B kørsel"))
    assert [proposal.further_information for proposal in loaded.proposals] == ["Bilag 1.pdf"] * 2
    assert not loaded.findings


INNER = form("Fritidsområdet", municipality="Ærø", more=" Yderligere information\n Indre.pdf\n")


@pytest.mark.parametrize("before", [MORE, ECONOMY + "\n" + MORE, None], ids=["more", "economy", "areas"])
def test_a_form_inside_a_form_is_read_apart(before: str | None) -> None:
    """The sections that follow an inner form go back to the outer one, which still lacks them."""
    outer = form("Ungeindsats", ticked=("Skoler", "Administration"), more=" Yderligere information\n Ydre.pdf\n")
    at = outer.index(" Yderligere" if before == MORE else " Økonomi" if before else "        Berørte")
    loaded = load(outer[:at] + INNER + outer[at:])
    found = {p.municipality: (p.areas, p.saving_tkr, p.further_information) for p in loaded.proposals}
    assert found["Fanø"] == (("Skoler", "Administration"), 450.0, "Ydre.pdf")
    assert found["Ærø"] == (("Skoler",), 450.0, "Indre.pdf")
    assert kinds(loaded) == ["idea_inside_another"]


def test_a_sentence_that_ends_in_kommune_is_no_heading() -> None:
    """Inside running text only a line that is set in opens a new form."""
    assert (
        "Solrød Kommune er" in only(form(text=" Forslaget er det samme som i\nSolrød Kommune\ner i gang med.")).summary
    )


def test_text_outside_every_form_is_told() -> None:
    """A preface is a finding with its place and length, and so is a heading that no form follows."""
    loaded = load("Forord\n\nDette er en bank.\n\n", "        Ærø Kommune\n\n Her mangler resten.\n\n", form())
    assert [(f.kind, f.source.line) for f in loaded.findings] == [("idea_stray_text", 1), ("idea_without_form", 5)]
    assert loaded.findings[0].values == {"text": "Forord", "lines": 2}


def test_what_a_form_lacks_is_told() -> None:
    """A form without boxes, economy or title is kept with what it has, and its gaps are findings."""
    text = (
        form()
        .replace(boxes(("Skoler",)), "")
        .replace("        Fælles vagtplan  ", "")
        .replace(" Vagterne lægges samlet.", "")
    )
    loaded = load(text.replace(ECONOMY, ""))
    assert kinds(loaded) == ["idea_boxes_unread", "idea_no_title", "idea_no_economy"]


def test_fields_that_cannot_be_read_are_told_with_their_line() -> None:
    """The finding stands at the line of the field, with what is printed there."""
    economy = (
        ECONOMY.replace("450", "Ikke oplyst")
        .replace("2026", "snart")
        .replace("100", "Tidligere")
        .replace("Ja", "Delvist")
    )
    loaded = load(form(economy=economy))
    assert kinds(loaded) == ["idea_effect_missing", "idea_cost_unread", "idea_year_unread", "idea_adopted_unread"]
    lines = document(form(economy=economy)).lines
    assert [finding.values["text"] for finding in loaded.findings] == ["Ikke oplyst", "Tidligere", "snart", "Delvist"]
    assert all(str(finding.values["text"]) in lines[(finding.source.line or 0) - 1] for finding in loaded.findings)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    """What the loader tells fills its sentence in both languages; no value is missing."""
    economy = (
        ECONOMY.replace("450", "snart").replace("2026", "snart").replace("100", "50 årligt").replace("Ja", "Måske")
    )
    empty = form().replace(boxes(("Skoler",)), "").replace("        Fælles vagtplan  ", "").replace(ECONOMY, "")
    loaded = load("Forord\n\n", form(economy=economy), form(), empty, "        Ærø Kommune\n")
    assert len(set(kinds(loaded))) >= 8
    for finding in loaded.findings:
        assert say(f"findings.{finding.kind}", language, **finding.values)


def test_every_field_knows_its_line() -> None:
    """Evidence names the line that a figure, a date or a status is printed on."""
    text = form()
    places = only(text).evidence
    lines = text.split("\n")
    printed = {name: lines[(place.line or 0) - 1].strip() for name, place in places.items()}
    assert printed == {
        "title": "Fælles vagtplan",
        "summary": "Vagterne lægges samlet.",
        "areas": "Berørte fagområder",
        "measures": "Effekt ved fuld indfasning (t.kr.): 450  Organisering",
        "saving_tkr": "Effekt ved fuld indfasning (t.kr.): 450  Organisering",
        "phase_in_year": "Fuldt indfaset år: 2026",
        "cost_tkr": "Implementeringsomkostninger: 100",
        "adopted": "Er forslaget vedtaget: Ja",
        "further_information": "Yderligere information",
    }


def test_half_a_bank_is_read_as_far_as_it_goes() -> None:
    """Wherever a file stops, what stands before is read and nothing fails."""
    lines = (form("A vagtplan") + form("B kørsel")).split("\n")
    counts = [len(ideas.load(document("\n".join(lines[:end]))).proposals) for end in range(len(lines))]
    assert counts == sorted(counts)
    assert counts[-1] == 2


def test_only_a_bank_is_recognised() -> None:
    """The labels of the form make a bank, not the name of the file or a word about proposals."""
    assert ideas.recognises(document(form()))
    assert not ideas.recognises(document("Idébank 2024\nForslaget er vedtaget: Ja\nBerørte fagområder"))
