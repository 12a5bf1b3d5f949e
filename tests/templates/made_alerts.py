"""What alerts and first summaries tell, as it is kept in the outbox."""

from datetime import UTC, datetime
from typing import Any

from bot.settings import COPENHAGEN
from scheduler.posts.render_context import RenderContext

LOADED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def scene(language: str = "da", now: datetime = LOADED) -> RenderContext:
    return RenderContext(language, now.astimezone(COPENHAGEN))


def one_told(n: int = 1, **fields: Any) -> dict[str, Any]:
    packed = {
        "kind": "worse",
        "case": f"key{n}",
        "name": f"AA{n:02} (2024)",
        "title": "Hjemmebesøg",
        "area": "Handicap",
        "old": "green",
        "new": "red",
        "old_status": "Forløber som planlagt",
        "status": "Kan ikke gennemføres",
        "remark": "To er rejst.",
        "handling": "Der ansættes nye.",
        "consequence": "",
        "saving_tkr": 1500.0,
        "level": "2025",
        "places": [["før.txt", 4, None], ["nu.pdf", None, 7]],
    }
    return {**packed, **fields}


def content(*rows: dict[str, Any], **fields: Any) -> dict[str, Any]:
    report = {"municipality": "Struer", "committee": "SUD", "as_of": "2025-12-31", "before": "2025-06-30"}
    return {**report, "corrected": False, "loaded": LOADED.isoformat(), "documents": [2], "why": ["owner"],
            "cases": list(rows), **fields}  # fmt: skip


FULL = content(
    one_told(1),
    one_told(2, old="none", new="yellow", saving_tkr=None, area="", consequence="En stilling genbesættes ikke."),
    one_told(3, kind="new", old="none", new="red", places=[["nu.pdf", None, 8]]),
    one_told(4, kind="vanished", new="green", places=[["før.txt", 9, None]]),
    why=["follower", "stand_in"],
)
FIRST = content(
    counts={"red": 1, "yellow": 2, "green": 9, "none": 1},
    red=[
        {"name": "AA01 (2024)", "title": "Hjemmebesøg", "status": "Kan ikke gennemføres", "place": ["nu.pdf", None, 7]}
    ],
    before=None,
)
