"""What every handler works with: the documents, what people did, the settings. And how a handler is run."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.access import ROLES, Asker, right
from bot.access.audiences import Audiences
from bot.case_queries import CaseQueries
from bot.handlers.questions.own_examples import OwnExamples
from bot.handlers.questions.page_pictures import PagePictures
from bot.handlers.rate_limit import MOST, RateLimit, is_question, refusal
from bot.ingest.holding import StoreViews
from bot.settings import Settings
from bot.slack.client import SlackClient
from bot.slack.inbox import AGAIN, KEY
from bot.slack.request import Request, parse_request
from index.state.edits import Edits
from index.state.inbox import MOST_TRIES, Inbox
from index.state.people import People, Person
from index.state.reminders import Reminders
from scheduler.rules.recipients import Names
from templates import Card, render_notice, say
from templates.catalogue import called

# A command in one language is answered in it, whatever else was chosen.
COMMANDS = {"/sag": None, "/case": "en"}
BELIEVED, MOST_NAMES = timedelta(minutes=30), 10_000  # how long a name of Slack's is, and how many are kept


class PeopleNames:
    """How people are called, as Slack has said lately. A command brings their handle, an event no name at all: each is
    told by the same name, wherever they wrote or pressed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, datetime]] = {}

    def named(self, person: Person, slack: SlackClient, now: datetime) -> Person:
        """The person with that name; as they came where Slack does not say."""
        name, since = self._known.get(person.id, ("", now - BELIEVED))
        if now - since >= BELIEVED or now < since:
            name = slack.name(person.id) if person.id else ""
            if name == person.id:
                return person
            if len(self._known) >= MOST_NAMES:
                self._known.clear()
            self._known[person.id] = (name, now)
        return replace(person, name=name)


@dataclass(frozen=True, slots=True)
class Context:
    queries: CaseQueries
    people: People
    inbox: Inbox
    settings: Settings
    rate_limit: RateLimit = field(default_factory=RateLimit)
    audiences: Audiences | None = None
    views: StoreViews | None = None
    names: PeopleNames = field(default_factory=PeopleNames)
    edits: Edits | None = None
    examples: OwnExamples = field(default_factory=OwnExamples)
    pages: PagePictures = field(default_factory=PagePictures)

    def now(self) -> datetime:
        return self.queries.clock()

    @property
    def has_admins(self) -> bool:
        """Is anybody named as admin?"""
        return bool(self.settings.admins)

    def here(self, moment: datetime) -> datetime:
        """A moment with the day and hour that it has here."""
        return moment.astimezone(self.settings.timezone)

    def at(self, moment: datetime) -> str:
        """A moment as a clock on the wall here shows it: "21.11.2026 10:15"."""
        local = self.here(moment)
        return f"{local.day}.{local.month}.{local.year} {local:%H:%M}"

    def chosen(self, request: Request) -> str | None:
        """The language that was chosen: by the command, by the person for what only that person sees, by the channel
        for what all see there. None: a question is answered in its own."""
        by_command = COMMANDS.get(request.command)
        about = request.person.id if request.private or not request.channel else request.channel
        return by_command or self.people.language(about)

    def within(self, person: str, private: bool, channel: str) -> "Context":
        """The same, with documents that are only for some: what the person may see where nobody else looks, else what
        is for the channel that looks. Everything else sees what is everybody's, and no more."""
        if self.audiences is None or self.views is None:
            return self
        now = self.now()
        held = self.audiences.seen_by(person, now) if private else self.audiences.seen_in(channel, now)
        return replace(self, queries=self.views.queries(held)) if held else self

    def may(self, request: Request, name: str, case: str = "", mine: tuple[str, ...] = ()) -> bool:
        """May the one who asks do what `name` names (`bot/access/rights.toml`)? `case` is the key of the case that it
        is about, `mine` whom the thing is of."""
        person = request.person.id

        def of_case(who: str) -> Iterable[str]:
            return _case_roles(who, case, self.people, self.queries) if case else ()

        return Asker(person, self.settings.admins, of_case, mine).may(name)

    def refusal(self, request: Request, name: str) -> Card:
        """Who may what `name` names, told to somebody who may not."""
        language = self.language(request)
        roles = [called(role, "people", language) for role in ROLES if role in right(name).roles]
        return render_notice(say("access.refused", language, roles=roles), language)

    def language(self, request: Request) -> str:
        """The language for what is no answer to a question."""
        return self.chosen(request) or self.settings.language


def _case_roles(person: str, case_key: str, people: People, queries: CaseQueries) -> Iterator[str]:
    """Of "follower", "owner", "unit" and "manager" those that the person is in a case: follows it, owns it, answers for
    a unit that it names or manages one."""
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


class CutOff(Exception):
    """The program has ended each time that it handled this request."""


Handler = Callable[[Request, Context, SlackClient], None]


def allowed(name: str, handler: Handler) -> Handler:
    """A handler that only those get to who may what `name` names."""
    right(name)  # a mistyped name shows at the start

    def run(request: Request, context: Context, slack: SlackClient) -> None:
        if context.may(request, name):
            handler(request, context, slack)
        else:
            slack.privately(request, context.refusal(request, name))

    return run


def handled(handler: Handler, app_context: Context) -> Callable[..., None]:
    """A handler as Bolt calls it. What two threads get is handled by one; what fails stays in the inbox (errors.py)."""

    def run(body: Mapping[str, Any], context: BoltContext, client: WebClient) -> None:
        key = context[KEY]
        if tries := app_context.inbox.begin(key):
            context[AGAIN] = tries > 1
            if tries > MOST_TRIES:
                raise CutOff(key)
            request = parse_request(body)
            order = app_context.edits
            slack = SlackClient(client, key, tries > 1, app_context.language(request), request, order)
            refused = "outsider" if _is_outsider(request, context, slack) else None
            if refused := refused or refusal(request, _team(context), app_context.rate_limit):
                _refuse(request, refused, app_context, slack)
            else:
                Reminders(app_context.people.file).is_back(request.person.id)
                named = app_context.names.named(request.person, slack, app_context.now())
                handler(replace(request, person=named), app_context, slack)
            app_context.inbox.done(key, app_context.now())

    return run


def _is_outsider(request: Request, context: BoltContext, slack: SlackClient) -> bool:
    """In an Enterprise Grid: is the person of a workspace where the app is not installed? Many belong to several, so
    where the request names another one Slack is asked."""
    known = context.authorize_result
    if not known or not known.enterprise_id or request.team == known.team_id:
        return False
    team = None if context.is_enterprise_install else known.team_id
    return not slack.belongs(request.person.id, team, known.enterprise_id)


def _team(context: BoltContext) -> str | None:
    """The workspace of the app; None in an Enterprise Grid, where a person may be of several."""
    known = context.authorize_result
    return known.team_id if known and not known.enterprise_id else None


def _refuse(request: Request, why: str, context: Context, slack: SlackClient) -> None:
    """Told to the person alone, where there was a question at all."""
    if is_question(request):
        language = context.language(request)
        slack.privately(request, render_notice(say(f"doors.{why}", language, most=MOST), language))
