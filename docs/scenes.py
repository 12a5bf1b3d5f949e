"""What is played for the pictures of docs/pictures/, and how each is taken (see pictures.py, which starts the demo)."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

from openpyxl import Workbook
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.settings import COPENHAGEN
from tests.bot.handlers.status_pdf import report
from tests.browser import Page
from tests.sandbox.page_bot import Seat

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/pictures"
WIDTH, PHONE, HEIGHT, SCALE = 1280, 390, 760, 1
TALL = 1_150  # for cards that are longer than a window
# What the name of a picture ends in: how wide it is, and in which colours.
KINDS = {"": (WIDTH, "light"), "-dark": (WIDTH, "dark"), "-phone": (PHONE, "light"), "-phone-dark": (PHONE, "dark")}
COLOURS = 200
LARGEST = 150_000  # bytes
SCENE_S = 10.0  # of a scene at least: who asks faster than a person can read is not answered
MAIN = "#main"
# What has the focus may stand far down in a modal.
FROM_THE_TOP = "document.querySelectorAll('dialog[open] *').forEach(one => { one.scrollTop = 0 })"


@dataclass(frozen=True, slots=True)
class Collection:
    """What the demo is started on, the document that is kept back, the codes of cases, a red one first, and the code
    of one that has milestones, with the unit that is responsible for one."""

    folder: Path
    kept_back: Path
    codes: Sequence[str]
    milestone: tuple[str, str]

    @property
    def code(self) -> str:
        return self.codes[0]


@dataclass(frozen=True, slots=True)
class Session:
    """The page, what it shows, and where its pictures go."""

    seat: Seat
    collection: Collection
    folder: Path

    @property
    def page(self) -> Page:
        return self.seat.page

    def take(self, name: str, selector: str = MAIN, last: str = "", margin: int = 0) -> None:
        """Four pictures of what is shown; with `last` no taller than down to the last element that it fits."""
        self.page.run("document.activeElement?.blur()")
        self.page.command("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
        for kind, (width, scheme) in KINDS.items():
            file = self.folder / f"{name}{kind}.png"
            look(self.page, scheme)
            self.page.size(width, TALL if last else HEIGHT, scale=SCALE)
            self.show(last or "#main .message")
            self.page.run(FROM_THE_TOP)
            if last:
                self.page.size(width, self._down_to(last), scale=SCALE)
                self.show(last)
            self.page.picture(file, selector, margin)
            small(file)
        look(self.page, "light")
        self.page.size(WIDTH, TALL if last else HEIGHT, scale=SCALE)

    def show(self, last: str) -> None:
        """Scroll to the end of what is shown, unless a modal stands above it."""
        self.page.run(f"[...document.querySelectorAll({json.dumps(last)})].at(-1)?.scrollIntoView({{block: 'end'}})")

    def _down_to(self, last: str) -> int:
        below = "innerHeight - document.querySelector('#main .scroll:not([hidden])').getBoundingClientRect().bottom"
        bottom = f"[...document.querySelectorAll({json.dumps(last)})].at(-1).getBoundingClientRect().bottom"
        return int(min(TALL, round(self.page.run(f"{bottom} + {below}")) + 24))

    def fresh(self, channel: str) -> None:
        """A channel with nothing in it that was only for oneself."""
        self.seat.go(channel)
        while before := self.page.count("#main .message.private"):
            self.page.hover("#main .message.private")
            self.page.click("#main .message.private .toolbar [aria-haspopup=menu]")
            self.page.click("[role=menuitem]", "Skjul beskeden")
            self.page.wait(f"document.querySelectorAll('#main .message.private').length < {before}")


def look(page: Page, scheme: str) -> None:
    """In these colours, and with nothing that is still fading when its picture is taken."""
    page.prefers(scheme)
    page.wait(f"document.documentElement.dataset.theme === {json.dumps(scheme)}")


def small(file: Path) -> None:
    """Fewer colours, so that a picture is quickly read. Raises ValueError for one that stays large."""
    # By how many colours there are, not by how often: a red dot is small and says much.
    picture = Image.open(file).convert("RGB")
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        raise ValueError(f"{file.name}: {file.stat().st_size} bytes")


# ---------------------------------------------------------------- the scenes, in the order in which they are played


def question(session: Session) -> None:
    session.fresh("besparelser")
    session.seat.write("/sag robotforslag under 1 mio. kr.")
    session.page.see("Forstået som", ".message")
    session.take("question", "body")


def pages(session: Session) -> None:
    session.fresh("besparelser")
    session.seat.write("/sag hvilke milepæle er forfaldne?")
    session.page.click(".message .button", "Næste")
    session.page.see("Viser 7–", ".message")
    session.take("pages")


def total(session: Session) -> None:
    session.fresh("besparelser")
    session.seat.write("/sag samlet besparelse pr. område")
    session.page.see("Besparelse efter", ".message caption")
    session.take("total")


def chart(session: Session) -> None:
    """The total of the scene before as a picture."""
    session.page.click("#main .message .button", "Som billede")
    session.page.wait("document.querySelector('dialog[open] img[alt]')?.complete")
    session.take("chart", "dialog[open]", margin=24)
    leave_modal(session)


def compare(session: Session) -> None:
    first, second = session.collection.codes[:2]
    session.fresh("besparelser")
    session.seat.write(f"/sag sammenlign {first} og {second}")
    session.page.see("Udgift", "#main .message")
    session.take("compare", last="#main .message")


def case(session: Session) -> None:
    session.fresh("besparelser")
    session.seat.write(f"/sag status på {session.collection.code}")
    session.page.see("Følg", ".message .button")
    session.take("case", last="#main .message")


def case_modals(session: Session) -> None:
    """What stands behind the buttons of the card of the scene before."""
    for label, name in (("Økonomi", "economy"), ("Kilder", "sources"), ("Forkert tal", "wrong-figure")):
        session.page.click("#main .message .button", label)
        session.page.wait("document.querySelector('dialog[open] .blocks, dialog[open] form')")
        session.page.run("new Promise(resolve => setTimeout(resolve, 800))")
        session.take(name, "dialog[open]", margin=24)
        leave_modal(session)


def leave_modal(session: Session) -> None:
    session.page.key("Escape")
    session.page.wait("!document.querySelector('dialog[open]')")


def ask_for_help(session: Session) -> None:
    session.fresh("alment")
    session.seat.write("/sag hjælp")
    session.page.see("Spørg mig om", ".message")
    session.take("help", last="#main .message")
    session.page.click(".composer [aria-haspopup=menu]")
    session.page.click("[role=menuitem]", "Søg i sager")
    session.page.see("Dit spørgsmål", "dialog")
    session.take("search-form", "dialog[open]", margin=24)
    leave_modal(session)


def first_report(session: Session) -> None:
    """What the alert channel gets when the first report has been loaded, and what several cases of a code look like."""
    session.fresh("besparelser")
    session.take("first-report", last="#main .message")
    session.seat.write("/sag besparelser over 100 mia. kr.")
    session.page.see("Ingen forslag", ".message")
    session.take("nothing", last="#main .message")


def follow_and_own(session: Session) -> None:
    """On the card of the scene before."""
    session.page.click(".message .button", "Følg")
    session.page.see("Følg ikke længere", ".message .button")
    choose_owner(session, "Projektleder", "owner")
    session.take("owned", last="#main .message")


def choose_owner(session: Session, name: str, picture: str = "") -> None:
    session.page.click(".message .button", "Sæt ejer")
    session.page.click("dialog [data-action=person]")
    session.page.click("dialog .option", name)
    if picture:
        session.take(picture, "dialog[open]", margin=24)
    session.page.click("dialog .button.primary")
    session.page.see("er nu ejer", ".message")


def share(session: Session) -> None:
    """As somebody else sees it."""
    session.page.click(".message .button", "Del i kanalen")
    session.page.wait("document.querySelector('#main .message:not(.private)')")
    session.seat.act_as("Økonom")
    session.page.see("Delt af", ".message")
    session.take("shared", "body", last="#main .message")
    session.seat.act_as("Kontorchef")


def document(session: Session) -> None:
    send_to_bot(session, session.collection.kept_back)
    session.page.see("Indlæs", ".message .button")
    session.take("document", last="#main .message")
    session.page.click(".message .button", "Indlæs")
    session.page.see("er læst", ".message")
    session.take("loaded", last="#main .message")


def send_to_bot(session: Session, file: Path) -> None:
    """Drop a file on the conversation with the bot, and send it."""
    session.seat.go("Sagsbot")
    session.page.click("[role=tab]", "Beskeder")
    session.page.drop("#main .scroll", file)
    session.page.see(file.name, ".waiting")
    session.page.key("Enter")


OWN_LIST = (
    ("Forslag til budget 2027, Silkeborg Kommune",),
    (),
    ("Nr.", "Tiltag", "Udvalg", "Besparelse", "Hvem gør det", "Spor"),
    ("B1", "Færre kørsler med skolebus", "Børneudvalget", 1250, "Skoleafdelingen", "gul"),
    ("B2", "Fælles indkøb af møbler til skoler", "Børneudvalget", 400, "Indkøb", "blå"),
    ("B3", "Lys med dioder langs cykelstier", "Vejudvalget", 780, "Vej og park", "gul"),
    ("B4", "Digital tilmelding til byens haller", "Kulturudvalget", 150, "Kultur og fritid", "blå"),
)


def own_list(session: Session) -> None:
    """A list as a municipality has it: dropped, shown as it was read, corrected, and asked about."""
    book = Workbook()
    for row in OWN_LIST:
        book.active.append(row)
    path = session.collection.folder.parent / "spareliste.xlsx"
    book.save(path)
    send_to_bot(session, path)
    session.page.click(".message .button", "Indlæs")
    session.page.see("Ret tabel", ".message .button")
    session.take("own-read")
    session.page.click(".message .button", "Ret tabel")
    session.page.see("Sådan læses tabellen", "dialog")
    session.page.click("dialog select, dialog [role=combobox]")
    session.page.click("dialog .option", "1.000 kr.")
    session.take("own-form", "dialog[open]", margin=24)
    session.page.click("dialog .button.primary")
    session.page.see("Rettelsen er gemt", ".message")
    session.take("own-corrected")
    session.fresh("besparelser")
    session.seat.write("/sag hvad sparer vi i alt i Silkeborg?")
    session.page.see("2.580 t.kr.", ".message")
    session.take("own-answer", last="#main .message")


# What stands otherwise in the report half a year later: its dates, and the status of two cases.
LATE = "Tidsplanen er skredet mere end 6 mdr."
NEXT_REPORT = (
    ("27. august 2025", "25. februar 2026"),
    ("i august 2026", "i februar 2027"),
    ("12. januar 2026", "13. juli 2026"),
    ("December 2025", "Juni 2026"),
    ("december 2025", "juni 2026"),
    (f"{LATE}\t", f"{LATE} og økonomien er skredet med mere end 1 mio. kr.\t"),
)
HAS_CASES = 6  # one more than the desk shows


def home(session: Session) -> None:
    """The desk of somebody who has more cases than it shows, and the settings behind it."""
    session.seat.act_as("Projektleder")
    session.fresh("besparelser")
    for code in session.collection.codes[:HAS_CASES]:
        before = session.page.count("#main .message")
        session.seat.write(f"/sag følg {code}")
        session.page.wait(f"document.querySelectorAll('#main .message').length > {before}")
    session.seat.go("Sagsbot")
    session.page.click("[role=tab]", "Hjem")
    session.page.see("Mine sager", "#panel-home")
    session.take("home", last="#panel-home .actions")
    session.page.click("#panel-home .button", "Indstillinger")
    session.page.wait("document.querySelector('dialog[open] .blocks, dialog[open] form')")
    session.page.see("Sæt stedfortræder", "dialog[open]")
    session.take("settings", "dialog[open]", margin=24)
    leave_modal(session)


def alert(session: Session) -> None:
    """The next report of the samples, in which two cases are red that were not."""
    session.seat.act_as("Kontorchef")
    report = (ROOT / "samples" / "status-december-2025.txt").read_text(encoding="utf-8")
    for was, becomes in NEXT_REPORT:
        report = report.replace(was, becomes)
    path = session.collection.folder.parent / "status-juni-2026.txt"
    path.write_text(report, encoding="utf-8")
    send_to_bot(session, path)
    session.page.click(".message .button", "Indlæs")
    session.seat.go("besparelser")
    session.page.see("blevet røde", "#main .message")
    session.take("alert", last="#main .message")


def reminder(session: Session) -> None:
    """The clock is moved to the next morning on which somebody works; one of the cases has an owner by then."""
    session.seat.act_as("Kontorchef")
    session.fresh("alment")
    session.seat.write(f"/sag ejer {session.collection.milestone[0]}")
    choose_owner(session, "Projektleder")
    session.fresh("besparelser")
    move_clock(session, next_day(lambda day: day.weekday() < 4), time_of_day(8, 31))
    session.page.see("milepæle", ".message")
    session.page.see("Mind mig om dem", ".message .button")
    session.take("reminder")
    reply(session)


def reply(session: Session) -> None:
    """The owner answers in words that a milestone is another unit's, for which nobody answers yet."""
    code, unit = session.collection.milestone
    session.seat.act_as("Projektleder")
    session.seat.go("Sagsbot")
    session.page.click("[role=tab]", "Beskeder")
    session.page.see("Du får påmindelsen", "#main .message")
    session.seat.write(f"{code} ikke min, det er {unit}")
    session.page.see("har ingen kontakt endnu", "#main .message")
    session.take("reply", last="#main .message")
    session.page.click("#main .message [data-action^=reply_to]")
    session.page.see("Hvem skal have påmindelsen?", "dialog")
    session.take("reply-to", "dialog[open]", margin=24)
    leave_modal(session)
    session.seat.act_as("Kontorchef")


def say_wrong(session: Session) -> None:
    """What an administrator finds on the desk of the next scene: a correction, and questions without an answer."""
    session.seat.act_as("Projektleder")
    session.fresh("besparelser")
    session.seat.write(f"/sag {session.collection.code}")
    session.page.click("#main .message .button", "Forkert tal")
    session.page.click("dialog select, dialog [role=combobox]")
    session.page.click("dialog .option")
    session.page.click("dialog input[data-action=value]")
    session.page.write("2.500")
    session.page.click("dialog textarea")
    session.page.write("Aftalen blev ændret i december.")
    session.page.click("dialog .button.primary")
    session.page.see("Rettelsen står nu", "#main .message")
    for asked in ("hvad koster kuglerammer?", "forslag om svævebaner"):
        before = session.page.count("#main .message")
        session.seat.write(f"/sag {asked}")
        session.page.wait(f"document.querySelectorAll('#main .message').length > {before}")


def admin_lists(session: Session) -> None:
    """The lists of corrections and of questions without an answer, as an administrator opens them from the desk."""
    say_wrong(session)
    session.seat.act_as("Administrator")
    session.seat.go("Sagsbot")
    session.page.click("[role=tab]", "Hjem")
    for label, name in (("Rettelser", "corrections"), ("Spørgsmål uden svar", "unanswered")):
        session.page.click("#panel-home .button", label)
        session.page.wait("document.querySelector('dialog[open] .blocks')")
        session.page.run("new Promise(resolve => setTimeout(resolve, 800))")
        session.take(name, "dialog[open]", margin=24)
        leave_modal(session)
    session.seat.act_as("Kontorchef")


def page_of_pdf(session: Session) -> None:
    """A report as PDF is loaded, and the page that a figure was taken from is shown."""
    session.seat.act_as("Kontorchef")
    made = report(session.collection.folder.parent)
    send_to_bot(session, made.rename(made.with_name("status-natvagter.pdf")))
    session.page.click(".message .button", "Indlæs")
    session.page.see("er læst", ".message")
    session.fresh("besparelser")
    session.seat.write("/sag hvad er effekten af ZX72")
    session.page.click("#main .message .button", "Kilder")
    session.page.click("dialog[open] .button", "Vis siden")
    session.page.wait("document.querySelector('dialog[open] img[alt]')?.complete")
    session.take("page", "dialog[open]", margin=24)
    leave_modal(session)


def admin(session: Session) -> None:
    """What needs deciding, and the checklist."""
    session.seat.act_as("Administrator")
    session.seat.go("Sagsbot")
    session.page.click("[role=tab]", "Hjem")
    session.page.see("Klar til brug", "#panel-home")
    session.take("admin", last="#panel-home .actions")
    session.page.click("#panel-home .button", "Enheder uden kontakt")
    session.page.see("Hvem svarer for enheden?", "dialog[open]")
    session.take("units", "dialog[open]", margin=24)
    leave_modal(session)
    session.seat.act_as("Kontorchef")


def digest(session: Session) -> None:
    session.seat.go("ledelse")
    move_clock(session, next_day(lambda day: day.weekday() == 0), time_of_day(8, 1))
    session.page.see("Ugens overblik", ".message")
    session.page.wait("document.querySelector('#main .message img[alt]')?.complete")
    session.take("digest", last="#main .message")
    session.page.click(".message .button", "Se det hele")
    session.page.see("Røde sager", "dialog")
    session.take("digest-all", "dialog[open]", margin=24)
    leave_modal(session)


def subscriptions(session: Session) -> None:
    """What somebody subscribes to, each with the button that stops it."""
    session.seat.act_as("Økonom")
    session.seat.go("Sagsbot")
    session.page.click("[role=tab]", "Beskeder")
    for said in ("abonner alle sager", "abonner alarmer røde"):
        before = session.page.count("#main .message")
        session.seat.write(said)
        session.page.wait(f"document.querySelectorAll('#main .message').length > {before + 1}")
    session.seat.write("abonnementer")
    session.page.see("Næste gang", "#main .message")
    session.take("subscriptions", last="#main .message")
    session.seat.act_as("Kontorchef")


def next_day(fits: Callable[[date], bool]) -> date:
    today = datetime.now(COPENHAGEN).date()
    return next(day for day in (today + timedelta(days=count) for count in range(1, 20)) if fits(day))


def move_clock(session: Session, day: date, at: time_of_day) -> None:
    """As the page's own clock does it."""
    moment = json.dumps({"now": datetime.combine(day, at, COPENHAGEN).isoformat()})
    headers = "{'Content-Type': 'application/json'}"
    session.page.run(f"fetch('/local/clock', {{method: 'POST', headers: {headers}, body: {json.dumps(moment)}}})")


def english(session: Session) -> None:
    """The first picture once more, with the page in English as well. The last scene: the others read Danish."""
    session.seat.act_as("Kontorchef")
    session.fresh("alment")
    session.page.click("#look")
    session.page.click("[role=menuitemradio]", "English")
    session.seat.write("/case robot proposals under 1 mio. kr.")
    session.page.see("Read as", ".message")
    session.take("question.en", "body", last="#main .message")


Scene = Callable[[Session], None]
SCENES: Sequence[Scene] = (
    ask_for_help,
    first_report,
    question,
    pages,
    total,
    chart,
    compare,
    case,
    case_modals,
    follow_and_own,
    share,
    document,
    own_list,
    home,
    alert,
    reminder,
    admin,
    admin_lists,
    page_of_pdf,
    digest,
    subscriptions,
    english,
)
