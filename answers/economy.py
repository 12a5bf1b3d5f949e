"""The facts of a case, each with its place: what it costs, saves, how it goes."""

from collections.abc import Iterable, Mapping

from records import CaseView, Fact, Hit, Note, Proposal, Source, StatusRow
from records.closing import closing

Row = tuple[str, object]
# What each kind of asking wants to see first.
_FIRST = {
    "proposer": ("administration", "committee"),
    "cost": (
        "cost",
        "cost_service",
        "cost_construction",
        "investment",
        "implementation",
        "overview_cost",
        "cost_as_printed",
    ),
    "saving": ("saving", "saving_printed", "lasting_change", "overview_saving", "saving_as_printed"),
    "payback": ("payback_service", "payback_total", "overview_payback"),
    "why": ("status", "remark", "handling", "consequence"),
    "when": ("phase_in_year",),
    "about": ("summary",),
    "status": ("status", "colour", "remark"),
}


def labels_of(ask: str) -> tuple[str, ...]:
    """The facts that answer a kind of asking."""
    return _FIRST.get(ask, ())


def facts_of(
    views: Iterable[CaseView], asks: frozenset[str] = frozenset(), named: Iterable[str] = ()
) -> tuple[Fact, ...]:
    """All facts of the cases: those that the question names by their word first, then those that it asks for."""
    found: list[Fact] = []
    for view in views:
        found += [fact for row in view.statuses for fact in status_facts(row, "proposer" in asks)]
        found += proposal_facts(view.proposal) if view.proposal else []
    wanted = wanted_labels(asks, named)
    return tuple(sorted(found, key=lambda fact: wanted.index(fact.label) if fact.label in wanted else len(wanted)))


def wanted_labels(asks: frozenset[str], named: Iterable[str]) -> tuple[str, ...]:
    """The facts that a question is after, what it names first."""
    return (*named, *(label for ask in _FIRST if ask in asks for label in _FIRST[ask]))


def proposal_facts(proposal: Proposal) -> list[Fact]:
    """What a proposal says of itself; amounts in 1.000 kr., year tables in one line."""
    overview = proposal.overview
    rows: list[tuple[str, object, str]] = [
        ("saving", proposal.saving_tkr, "saving_tkr"),
        ("cost", proposal.cost_tkr, "cost_tkr"),
        ("cost_service", proposal.cost_service_tkr, "cost_tkr"),
        ("cost_construction", proposal.cost_construction_tkr, "cost_tkr"),
        ("payback_service", proposal.payback_service_years, "payback_service_years"),
        ("payback_total", proposal.payback_total_years, "payback_total_years"),
        ("phase_in_year", proposal.phase_in_year, "phase_in_year"),
        ("implementation", proposal.implementation, "implementation"),
        ("lasting_change", proposal.lasting_change, "lasting_change"),
        ("total_effect", proposal.total_effect, "total_effect"),
        ("summary", proposal.summary, "summary"),
        ("committee", proposal.committee, "committee"),
        ("administration", proposal.administration, "administration"),
        ("responsible", proposal.responsible, "responsible"),
        ("saving_as_printed", unread_amount(proposal.saving_tkr, proposal.saving_text), "saving_tkr"),
        ("cost_as_printed", unread_amount(proposal.cost_tkr, proposal.cost_text), "cost_tkr"),
    ]
    facts = [
        _fact(label, value, _place(proposal, field), _about(proposal)) for label, value, field in rows if _said(value)
    ]
    return facts + (_overview_facts(proposal, overview) if overview else [])


def _overview_facts(proposal: Proposal, overview: Mapping[str, object]) -> list[Fact]:
    """What the overview says; its amounts have a price level of their own."""
    about = {**_about(proposal), "price_level": overview.get("price_level")}
    place = _overview_place(proposal, overview)
    pairs = (("overview_saving", "saving_tkr"), ("overview_cost", "cost_tkr"), ("overview_payback", "payback_years"))
    return [_fact(label, overview[key], place, about) for label, key in pairs if _said(overview.get(key))]


def _overview_place(proposal: Proposal, overview: Mapping[str, object]) -> Source:
    line = overview.get("line")
    return Source(proposal.source.document, int(str(line))) if line else proposal.source


def status_facts(row: StatusRow, whose: bool = False) -> list[Fact]:
    """What a status row says, as printed; with `whose` also the committee that it is reported to."""
    about = {"code": row.code, "year": row.budget_year, "area": row.area, "price_level": row.price_level}
    rows: list[Row] = [
        ("status", row.status),
        ("colour", row.colour),
        ("remark", row.remark),
        ("handling", row.handling),
        ("consequence", row.consequence),
        ("investment", row.investment_tkr),
        ("saving" if row.plus_saves else "saving_printed", row.saving_tkr),
        ("phase_in_year", row.phase_in_year),
        ("responsible", row.responsible),
        ("cost_as_printed", unread_amount(row.investment_tkr, row.investment_text)),
        ("saving_as_printed", unread_amount(row.saving_tkr, row.saving_text)),
    ]
    rows += [("committee", row.committee)] if whose else []
    return [_fact(label, value, row.source, about) for label, value in rows if _said(value)]


def unread_amount(number: float | None, printed: str | None) -> str:
    """An amount that is printed and is no number to count with ("400 årligt"), as it stands; "" where none is."""
    return printed if number is None and printed and any(map(str.isdigit, printed)) else ""


def _said(value: object) -> bool:
    return value is not None and value not in ("", {})


def _about(proposal: Proposal) -> dict[str, object]:
    return {"code": proposal.code, "year": proposal.budget_year, "price_level": proposal.price_level}


def _place(proposal: Proposal, field: str) -> Source:
    return proposal.evidence.get(field, proposal.source)


def _fact(label: str, value: object, source: Source, about: Mapping[str, object]) -> Fact:
    """`values["raw"]` keeps the value itself, for the card to print in its language; `value` is its plain form."""
    return Fact(label, plain(value), source, {**about, "raw": value})


def plain(value: object) -> str:
    """A value as text: whole numbers without decimals, year tables as "2023: -1.075, 2024: …"."""
    if isinstance(value, Mapping):
        return ", ".join(f"{year}: {plain(amount)}" for year, amount in sorted(value.items()))
    if isinstance(value, float):
        text = f"{value:,.3f}".rstrip("0").rstrip(".")
        return text.translate(str.maketrans(",.", ".,"))
    return str(value)


def notes_of(view: CaseView) -> Iterable[Note]:
    """What has to be said beside the figures of a case."""
    if view.hit.confidential:
        yield Note("confidential", {"code": view.hit.code})
    for row in view.statuses:
        if row.saved_tkr is not None and row.saved_tkr < 0 and not row.plus_saves:
            yield Note("printed_extra_cost", {"code": row.code, "amount": row.saving_tkr})
    for link in view.links:
        values = {
            "code": link.to_code,
            "from_code": link.from_code,
            "year": link.to_budget_year,
            "basis": link.basis,
            "score": link.score,
        }
        yield Note("link_basis", values)
    if view.proposal:
        yield from _differences(view.proposal)
    if view.milestones and (over := closing(view.statuses)):
        yield Note("milestones_closed", {"reason": over.reason, "words": over.words, "source": over.source})
    yield from _over_time(view)


def _over_time(view: CaseView) -> Iterable[Note]:
    """What earlier and later reports say of a case, and that no proposal does."""
    for row in view.gone:
        area = row.area if len(view.statuses) > 1 else ""
        values = {"case": name_of(row), "area": area, "date": view.gone_from, "last": row.as_of}
        yield Note("vanished", values)
    for way in view.past:
        steps = [(row.as_of, row.colour) for at, row in enumerate(way) if not at or row.colour != way[at - 1].colour]
        area = way[-1].area if len(view.statuses) > 1 else ""
        yield Note("colours", {"case": name_of(way[-1]), "area": area, "steps": steps, "reports": len(way)})
    if view.unproposed:
        yield Note("no_proposal", {"case": name_of(view.statuses[0])})


def name_of(row: StatusRow | Hit) -> str:
    """ "HA06 (2022)"; the title of a case without a code."""
    name = row.code or row.title
    return f"{name} ({row.budget_year})" if row.code and row.budget_year else name


_COMPARED = (
    ("payback", "payback_years", ("payback_service_years", "payback_total_years")),
    ("title", "title", ("title",)),
)


def _differences(proposal: Proposal) -> Iterable[Note]:
    for field, key, own in _COMPARED:
        said = proposal.overview.get(key)
        values = [value for name in own if (value := getattr(proposal, name)) is not None]
        if _said(said) and values and all(_letters(said) != _letters(value) for value in values):
            yield Note("overview_differs", {"field": field, "overview": plain(said), "own": plain(values[0])})


def _letters(value: object) -> str:
    return "".join(letter for letter in plain(value).lower() if letter.isalnum())
