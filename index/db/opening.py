"""Where a database is decides which engine keeps it; nothing else asks."""

from contextlib import closing
from pathlib import Path

from index.db.database import DatabaseFile
from index.db.engine import Address, Database, Unusable, utc_text
from index.db.presence import anybody


def open_database(address: Address, create: bool = True, unfinished: bool = False) -> Database:
    """The database, created if missing unless `create` is false; `unfinished`: also one that a copy is being made into.
    Raises Unusable."""
    if isinstance(address, Path):
        return DatabaseFile(address, create, unfinished=unfinished)
    try:
        from index.db.postgresql import DatabaseServer  # noqa: PLC0415  # an optional package
    except ImportError as error:
        raise Unusable("no_driver", address, str(error)) from error
    return DatabaseServer(address, create, unfinished=unfinished)


def is_in_use(address: Address) -> bool:
    """Does any process serve, or post from, the database? Raises Unusable where that cannot be found out."""
    if isinstance(address, Path):
        return anybody(address)
    if not exists(address):
        return False
    with closing(open_database(address, create=False, unfinished=True)) as file:
        now = utc_text(file.now())
        return file.reader().one(_IN_USE, now=now) is not None


_IN_USE = (
    "SELECT name FROM workers WHERE expires_at > :now"
    " UNION SELECT name FROM leases WHERE owner <> '' AND expires_at > :now"
)


def exists(address: Address) -> bool:
    """Is there a database? Raises Unusable where that cannot be found out."""
    if isinstance(address, Path):
        return address.exists()
    try:
        open_database(address, create=False, unfinished=True).close()
    except Unusable as broken:
        if broken.reason != "missing":
            raise
        return False
    return True
