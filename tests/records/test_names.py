"""Names of committees, administrations, municipalities, areas, measures and kinds of proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUD", "SUD"),
        ("sud", "SUD"),
        ("SUD's", "SUD"),
        ("øu", "ØU"),
        ("oeu", "ØU"),
        ("Socialudvalget", "SUD"),
        ("socialudvalgets", "SUD"),
        ("the social committee", "SUD"),
        ("Børne og ungdomsudvalg", "BUU"),
        ("Children & Youth Committee", "BUU"),
        ("Sundheds- & Omsorgsudvalget", "SOU"),
        ("Sundheds-og Omsorgsudvalget", "SOU"),
        ("Omsorgs- og Sundhedsudvalget", "SOU"),
        ("Health and Care Committee", "SOU"),
        ("Committee on Health and Care", "SOU"),
        ("Kultur- Fritidsudvalget", "KFU"),
        ("Culture and Leisure Committee", "KFU"),
        ("Teknik- og Miljøudvalgets", "TMU"),
        ("Technical and Environmental Committee", "TMU"),
        ("Beskæftigelses- og Integrations- udvalget", "BIU"),
        ("oekonomiudvalget", "ØU"),
        ("Finance Committee", "ØU"),
        ("Borgerrådgiverens", "BOR"),
        ("the Citizens' Adviser", "BOR"),
    ],
)
def test_committee(text: str, expected: str):
    """A committee is known by its abbreviation, its Danish and its English names, in any spelling."""
    assert names.committee(text) == expected


@pytest.mark.parametrize(
    "text", ["", "udvalget", "committee", "Sundhedsudvalget", "hest", "sundheds- og omsorgsområdet"]
)
def test_no_committee(text: str):
    """Half a name is not guessed."""
    assert names.committee(text) is None


def test_committees_have_their_administration():
    """Each committee has an official name, an English one and the administration below it."""
    social = names.COMMITTEES["SUD"]
    assert (social.name, social.administration) == ("Socialudvalget", "Socialforvaltningen")
    assert list(names.COMMITTEES) == ["SUD", "BUU", "SOU", "KFU", "TMU", "BIU", "ØU", "BOR"]
    assert all(each.english for each in names.COMMITTEES.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kultur- Fritidsforvaltningen", "Kultur- og Fritidsforvaltningen"),
        ("Teknik og Miljøforvaltningen", "Teknik- og Miljøforvaltningen"),
        ("Sundheds-og Omsorgsforvaltningen", "Sundheds- og Omsorgsforvaltningen"),
        ("Beskæftigelses- og Integrationsfor- valtningen", "Beskæftigelses- og Integrationsforvaltningen"),
        ("Økonomiforvaltningen for Borgerrådgiveren", "Økonomiforvaltningen for Borgerrådgiveren"),
        ("socialforvaltningens", "Socialforvaltningen"),
        ("Socialforvaltning", "Socialforvaltningen"),
        ("SOF", "Socialforvaltningen"),
        ("bif", "Beskæftigelses- og Integrationsforvaltningen"),
        ("ØKF", "Økonomiforvaltningen"),
        ("SUF's", "Sundheds- og Omsorgsforvaltningen"),
        ("Health and Care Administration", "Sundheds- og Omsorgsforvaltningen"),
        ("Koncern-  service", "Koncernservice"),
        ("Administrationen", "Administrationen"),
        ("", None),
    ],
)
def test_administration(text: str, expected: str | None):
    """A misspelled administration gets its official name, an addition stays, another name is only mended."""
    assert names.administration(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Halsnæs Kommune", "Halsnæs"),
        ("Københavns Kommune", "København"),
        ("Københavns  Kom- mune", "København"),
        ("Copenhagen", "København"),
        ("City of Copenhagen", "København"),
        ("Municipality of Aarhus", "Aarhus"),
        ("Århus", "Aarhus"),
        ("Ålborg Kommune", "Aalborg"),
        ("Høje-Taastrup", "Høje-Taastrup"),
        ("Høje Tåstrup", "Høje-Taastrup"),
        ("Hoeje-Taastrup", "Høje-Taastrup"),
        ("Fåborg-Midtfyn Kommune", "Faaborg-Midtfyn"),
        ("Bornholms Regionskommune", "Bornholm"),
        ("Vesthimmerlands Kommune", "Vesthimmerlands"),
        ("Horsens Kommune", "Horsens"),
        ("Vejen Kommune", "Vejen"),
        ("Solrøds", "Solrød"),
        ("Solrod", "Solrød"),
        ("Halsnaes", "Halsnæs"),
        ("Frederiksund", "Frederikssund"),
        ("Svendbrog", "Svendborg"),
        ("HOLBÆK KOMMUNE:", "Holbæk"),
        ("Kommune", None),
        ("Frederiksborg", None),
        ("Danmark", None),
        ("", None),
    ],
)
def test_municipality(text: str, expected: str | None):
    """A municipality stands without "Kommune" and genitive, whatever the spelling and one slip."""
    assert names.municipality(text) == expected


def test_there_are_98_municipalities():
    """Every municipality finds itself, as printed and in the genitive."""
    assert len(set(names.MUNICIPALITIES)) == 98
    assert all(names.municipality(name) == name for name in names.MUNICIPALITIES)
    assert all(names.municipality(f"{name}s Kommune") == name for name in names.MUNICIPALITIES)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Svendborgs forslag på ældreområdet", [("Svendborg", "Svendborgs")]),
        ("forslag i Halsnæs Kommune og Solrød", [("Halsnæs", "Halsnæs Kommune"), ("Solrød", "Solrød")]),
        ("Høje-Taastrups forslag", [("Høje-Taastrup", "Høje-Taastrups")]),
        ("hoeje taastrup", [("Høje-Taastrup", "hoeje taastrup")]),
        ("Copenhagen's proposals", [("København", "Copenhagen's")]),
        ("Lyngby-Taarbæk Kommunes forslag", [("Lyngby-Taarbæk", "Lyngby-Taarbæk Kommunes")]),
        ("Frederiksberg eller Frederikssund", [("Frederiksberg", "Frederiksberg"), ("Frederikssund", "Frederikssund")]),
        ("forslag i frederiksund", [("Frederikssund", "frederiksund")]),
        ("forslag fra Vejen", [("Vejen", "Vejen")]),
        ("forslag fra vejen", [("Vejen", "vejen")]),
        ("vejen kommune", [("Vejen", "vejen kommune")]),
        ("Vejens forslag", [("Vejen", "Vejens")]),
        ("proposals from odder", [("Odder", "odder")]),
        ("greve, solrød og vejen", [("Greve", "greve"), ("Solrød", "solrød"), ("Vejen", "vejen")]),
        ("Aarhus-modellen i Randers", [("Randers", "Randers")]),
    ],
)
def test_municipalities_in(question: str, expected: list[tuple[str, str]]):
    """Municipalities are found with genitive and "Kommune", the longest name first, in any spelling."""
    assert [(name, question[start:end]) for name, start, end in names.municipalities_in(question)] == expected


@pytest.mark.parametrize(
    "question",
    [
        "støj fra vejen",
        "hvad ligger på vejen",
        "en skive brød",
        "koge mad",
        "en holding",
        "slagelseri",
        "",
        "Kommune",
        "kommunens forslag",
        "Aarhusmodellen",
        "Rungsted havn",
    ],
)
def test_words_that_are_no_municipality(question: str):
    """Names that are everyday words, parts of compounds and other places are left alone."""
    assert names.municipalities_in(question) == ()


@pytest.mark.parametrize("name", names.AREAS)
def test_areas_find_themselves(name: str):
    """Each check box names its area, however it is cased, spaced or spelled."""
    assert names.area(name) == names.area(f" {name.upper()} ") == name
    assert names.area(name.replace("æ", "ae").replace("ø", "oe").replace("&", "og")) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ældre- og sundhedsområdet", "Ældre & Sundhed"),
        ("sundheds- og ældreområdet", "Ældre & Sundhed"),
        ("elderly care", "Ældre & Sundhed"),
        ("skoleområdet", "Skoler"),
        ("schools", "Skoler"),
        ("dagtilbud", "Daginstitutioner"),
        ("dagtilbudsområdet", "Daginstitutioner"),
        ("Daginsitutioner", "Daginstitutioner"),
        ("culture and leisure", "Kultur & Fritid"),
        ("kultur- og fritidsområdet", "Kultur & Fritid"),
        ("Teknik- og miljøområdet", "Teknik & Miljø"),
        ("technical and environmental area", "Teknik & Miljø"),
        ("beskæftigelses- og erhvervsområdet", "Beskæftigelse & Erhverv"),
        ("handicapområdet", "Udsatte voksne & borgere med handicap"),
        ("Udsatte voksne & borgere med  handi- cap", "Udsatte voksne & borgere med handicap"),
        ("vulnerable children", "Udsatte børn"),
        ("det administrative område", "Administration"),
        ("børne- og ungeområdet", None),
        ("hest", None),
        ("", None),
    ],
)
def test_area(text: str, expected: str | None):
    """An area is known by the ways people say it; what could be several areas is none."""
    assert names.area(text) == expected


@pytest.mark.parametrize(
    ("text", "printed", "family"),
    [
        ("Digitalisering/ Automatisering", "Digitalisering/Automatisering", "digitalisering"),
        ("Digitalisering/automatisering", "Digitalisering/automatisering", "digitalisering"),
        ("digitalisering", "Digitalisering", "digitalisering"),
        ("Digitialisering", "Digitialisering", "digitalisering"),
        ("Automatisering og digitalisering", "Automatisering og digitalisering", "digitalisering"),
        ("INDKØB", "Indkøb", "indkoeb"),
        ("Hjemtagning af op- gaver", "Hjemtagning af opgaver", "hjemtagning af opgaver"),
        ("Hjemtagelse af opgaver", "Hjemtagelse af opgaver", "hjemtagning af opgaver"),
        ("Andet:  renovering", "Andet: renovering", "andet renovering"),
        ("AI", "AI", "ai"),
    ],
)
def test_measure(text: str, printed: str, family: str):
    """A measure is kept as printed but for spacing and case; its variants and typos are one family."""
    assert names.measure(text) == (printed, family)
    assert names.measure_family(text) == family


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Investeringforslag", "Investeringsforslag"),
        ("investeringsforslag", "Investeringsforslag"),
        ("Effektiviserings- forslag", "Effektiviseringsforslag"),
        ("Inovationsforslag", "Innovationsforslag"),
        ("Besparelsesforslag", "Besparelsesforslag"),
        ("Noget  andet", "Noget andet"),
    ],
)
def test_proposal_type(text: str, expected: str):
    """A misspelled type gets its official name, another text is only mended."""
    assert names.proposal_type(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Børne- og Ungdoms-  forvaltningen", "Børne- og Ungdomsforvaltningen"),
        ("arbejds\u00adgange", "arbejdsgange"),
        ("IT- systemer", "IT- systemer"),
        (" drift , anlæg ", "drift, anlæg"),
    ],
)
def test_mended(text: str, expected: str):
    """Only words that a line break parted go together."""
    assert names.mended(text) == expected


@given(st.text(alphabet="Vejn SkiæøåOd-&'s./,gkomu", max_size=40))
def test_any_text_can_be_read(text: str):
    """Whatever is printed, reading it gives spans inside the text and never an error."""
    assert all(0 <= start < end <= len(text) for _, start, end in names.municipalities_in(text))
    for read in (
        names.committee,
        names.administration,
        names.municipality,
        names.area,
        names.measure,
        names.proposal_type,
    ):
        read(text)
