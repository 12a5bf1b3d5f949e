"""The economy fields and the column of measures that trails beside them."""

import pytest

from loaders.kinds.ideas import economy
from tests.loaders.kinds.ideas_form import form, only

LABELS = (
    "Effekt ved fuld indfasning (t.kr.)",
    "Fuldt indfaset år",
    "Implementeringsomkostninger",
    "Er forslaget vedtaget",
)


def read(text: str) -> tuple[dict[str, str | None], list[str]]:
    lines = tuple(text.split("\n"))
    found = economy.read_economy_fields(lines, [index for index, line in enumerate(lines) if line.strip()])
    return {key: found.value(key) for key in found.fields}, [name for name, _ in found.measures]


@pytest.mark.parametrize(
    ("beside", "measures"),
    [
        (("  Indkøb", "", "", ""), ["Indkøb"]),
        (("", "", "  Indkøb", ""), ["Indkøb"]),
        (("  Organisering", "  Indkøb", "", "  Udbud"), ["Organisering", "Indkøb", "Udbud"]),
        (("  Digitalisering\n/automatisering", "", "", ""), ["Digitalisering/automatisering"]),
        (("", "  Tværkommunale\nsamarbejder", "", ""), ["Tværkommunale samarbejder"]),
        (("\n  Velfærdsteknologi", "", "", ""), ["Velfærdsteknologi"]),
        (("  Andet: maling, gulve", "", "", ""), ["Andet: maling, gulve"]),
        (("  Indkøb, Udbud", "", "", "  Indkøb"), ["Indkøb", "Udbud"]),
        (("", "", "", ""), []),
    ],
)
def test_measures_trail_beside_any_field(beside: tuple[str, ...], measures: list[str]) -> None:
    """A measure stands beside, below or after every field, may break, and never becomes part of the value."""
    values = ("450", "2026", "100", "Ja")
    rows = (f" {label}: {value}{cell}" for label, value, cell in zip(LABELS, values, beside, strict=True))
    fields, found = read("\n".join(rows))
    assert found == measures
    assert tuple(fields.values()) == values


@pytest.mark.parametrize(
    ("rows", "key", "value"),
    [
        (
            " Implementeringsomkostninger: 1230 i \n\n2024, \nherefter \n1191 \nårligt",
            "cost",
            "1230 i 2024, herefter 1191 årligt",
        ),
        (" Implementeringsomkostninger: 1230 i  Indkøb\n2024", "cost", "1230 i 2024"),
        (" Implementeringsomkostninger: 450\n(2024-\n2026)", "cost", "450 (2024-2026)"),
        (" Implementeringsomkostninger: Ikke\noplyst", "cost", "Ikke oplyst"),
        (" Implementeringsomkostninger:\n500", "cost", "500"),
        (" Effekt ved fuld indfasning (t.kr.): Ikke\noplyst\n Indkøb", "saving", "Ikke oplyst"),
        ("Effekt ved fuld indfasning (t.kr.): 450 Indkøb", "saving", "450"),
        (" Fuldt indfaset år: fra år\n2024", "phase_in", "fra år 2024"),
        (" Fuldt indfaset år: 2026/2027", "phase_in", "2026/2027"),
        (" Fuldt indfaset år:", "phase_in", None),
    ],
)
def test_a_value_goes_on_over_lines(rows: str, key: str, value: str | None) -> None:
    """A narrow column breaks its text; what follows belongs to the value until the value is whole."""
    assert read(rows)[0] == {key: value}


@pytest.mark.parametrize(
    ("label", "printed", "tkr"),
    [
        ("(t.kr.)", "450", 450.0),
        ("(t.kr.)", "1.250", 1250.0),
        ("(t.kr.)", "189,37", 189.37),
        ("(t.kr.)", "ca. 500", 500.0),
        ("(t.kr.)", "-75", -75.0),
        ("(mio. kr.)", "1,5", 1500.0),
        ("(kr.)", "45000", 45.0),
        ("(t.kr.)", "2 mio. kr.", 2000.0),
        ("(t.kr.)", "Ikke oplyst", None),
        ("(t.kr.)", "500-700", None),
        ("(t.kr.)", "", None),
    ],
)
def test_the_effect_is_one_amount(label: str, printed: str, tkr: float | None) -> None:
    """The label or the value says the unit; a range or "not stated" is no amount, and the text is kept."""
    proposal = only(form(economy=f" Økonomi  Typer af tiltag\n Effekt ved fuld indfasning {label}: {printed}\n"))
    assert (proposal.saving_tkr, proposal.saving_text or "") == (tkr, printed)


@pytest.mark.parametrize(
    ("printed", "year"), [("2026", 2026), ("fra år 2024", 2024), ("2026/2027", 2026), ("Ikke oplyst", None)]
)
def test_the_first_year_named_counts(printed: str, year: int | None) -> None:
    """`phase_in_year` is the first year of the field, `phase_in_text` what is printed."""
    proposal = only(form(economy=f" Økonomi  Typer af tiltag\n Fuldt indfaset år: {printed}\n"))
    assert (proposal.phase_in_year, proposal.phase_in_text) == (year, printed)


@pytest.mark.parametrize(
    ("printed", "adopted"), [("Ja", True), ("Nej", False), ("Ikke oplyst", None), ("Delvist", None)]
)
def test_adopted_is_yes_no_or_unknown(printed: str, adopted: bool | None) -> None:
    """Only "Ja" and "Nej" are answers."""
    assert only(form(economy=f" Økonomi  Typer af tiltag\n Er forslaget vedtaget: {printed}\n")).adopted is adopted
