"""What documents were read from: the lines and tables of the file, and its bytes where they are kept."""

import json
import zlib
from dataclasses import dataclass

from index.db.database import Connection
from records import Document
from records.packing import packed, unpacked

LARGEST_READ = 512 * 1024 * 1024  # bytes of a document's lines and tables that are unpacked again


@dataclass(frozen=True, slots=True)
class Original:
    """A document as it came out of its file, and the bytes of the file (None: not kept)."""

    document: Document
    content: bytes | None = None


def compressed(original: Original) -> tuple[bytes, bytes | None]:
    """The cells of the table `originals`. Done before the transaction, so that nobody waits for it."""
    text = json.dumps(packed(original.document), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"), 3), original.content


def put(db: Connection, document_id: int, cells: tuple[bytes, bytes | None]) -> None:
    """Keep the original of a document in place of the one before. Joins the transaction that is open."""
    sql = "INSERT OR REPLACE INTO originals (document_id, document, content) VALUES (?, ?, ?)"
    db.execute(sql, (document_id, *cells))


def stored_document(db: Connection, document_id: int) -> Document | None:
    """The lines and tables that the document was read from; None when they were not kept."""
    row = db.execute("SELECT document FROM originals WHERE document_id = ?", (document_id,)).fetchone()
    if row is None:
        return None
    return unpacked(json.loads(zlib.decompressobj().decompress(row[0], LARGEST_READ)))


def content(db: Connection, document_id: int) -> bytes | None:
    """The bytes of the file; None when they were not kept."""
    row = db.execute("SELECT content FROM originals WHERE document_id = ?", (document_id,)).fetchone()
    return bytes(row[0]) if row and row[0] is not None else None
