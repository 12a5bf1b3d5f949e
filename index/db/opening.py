"""Where a database is decides which engine keeps it; nothing else asks."""

from pathlib import Path

from index.db.database import DatabaseFile
from index.db.engine import Address, Database, Unusable


def open_database(address: Address, create: bool = True) -> Database:
    """The database, created if missing unless `create` is false. Raises Unusable."""
    if isinstance(address, Path):
        return DatabaseFile(address, create)
    try:
        from index.db.postgresql import DatabaseServer  # noqa: PLC0415  # an optional package
    except ImportError as error:
        raise Unusable("no_driver", address, str(error)) from error
    return DatabaseServer(address, create)


def exists(address: Address) -> bool:
    """Is there a database? Raises Unusable where that cannot be found out."""
    if isinstance(address, Path):
        return address.exists()
    try:
        open_database(address, create=False).close()
    except Unusable as broken:
        if broken.reason != "missing":
            raise
        return False
    return True


def file_of(address: Address) -> Path:
    """The file of a database. Raises Unusable for one that is not in a file: what asks for it works on a file only."""
    if not isinstance(address, Path):
        raise Unusable("needs_file", address)
    return address
