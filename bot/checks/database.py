"""Is there a database, is it whole, and does it hold documents?"""

from collections.abc import Iterator
from contextlib import closing

from bot.checks.line import MISSING, NOTE, OK, Check
from index.db.engine import Address, Unusable
from index.store.held import open_confidential
from index.store.store import Store
from templates import say

MOST_NAMED = 5


def run(path: Address, language: str, hold_confidential: bool = False) -> Iterator[Check]:
    """`hold_confidential`: documents with confidential proposals are not for everybody."""
    try:
        with closing(Store(path, create=False)) as store:
            if lacking := store.file.lacking():
                fix = say("check.database_lacks", language, names=lacking[:MOST_NAMED])
                yield Check("database", MISSING, str(path), fix)
                return
            damage, documents, version = store.file.damage(), store.documents(), store.file.version
            leaking = open_confidential(store.reader()) if hold_confidential and not damage else []
    except Unusable as broken:
        yield Check("database", MISSING, str(path), say(f"database.{broken.reason}", language, path=path))
        return
    if damage:
        yield Check("database", MISSING, damage, say("database.damaged", language, path=path))
    else:
        yield Check("database", OK, str(path))
    yield engine(*version, language)
    if documents:
        yield Check("documents", OK, say("check.documents_ok", language, count=len(documents)))
    else:
        yield Check("documents", MISSING, say("check.documents_none", language), say("check.documents_fix", language))
    if leaking:
        told = say("check.confidential_open", language, names=leaking[:MOST_NAMED], count=len(leaking))
        yield Check("confidential", MISSING, told, say("check.confidential_fix", language))


def engine(name: str, version: tuple[int, ...], language: str) -> Check:
    """Names the engine. SQLite may have a fault that, very rarely, loses pages when two connections end a log at once.

    It is in 3.7.0 to 3.51.2, but for 3.50.7 and 3.44.6 (sqlite.org/wal.html#walresetbug).
    """
    mended = (
        name != "sqlite" or version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )
    printed = ".".join(map(str, version))
    if mended:
        return Check(name, OK, printed)
    return Check(name, NOTE, printed, say("check.sqlite_old", language))
