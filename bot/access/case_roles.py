"""The roles that a person has in a case: follows it, owns it, answers for a unit that its milestones name."""

from collections.abc import Iterator

from bot.case_queries import CaseQueries
from index.state.people import People
from index.state.reminders import Reminders
from scheduler.rules.recipients import Names


def case_roles(person: str, case_key: str, people: People, queries: CaseQueries) -> Iterator[str]:
    """Of "follower", "owner", "unit" and "manager" those that the person is."""
    if people.follows(case_key, person):
        yield "follower"
    known = people.owner(case_key)
    if known and known[0].id == person:
        yield "owner"
    case = people.case(case_key)
    if case is None:
        return
    with queries.reading():
        view = queries.view(case)
    named = Names(Reminders(people.file).units())
    answering = [one.responsible for one in view.milestones] if view else []
    answering += [row.responsible for row in view.statuses] if view else []
    units = {named.unit_of(one) for one in answering}
    yield from {"unit" for unit in units if unit and unit.person == person}
    yield from {"manager" for unit in units if unit and unit.manager == person}
