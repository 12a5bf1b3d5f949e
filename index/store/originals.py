"""What documents were read from: the lines and tables of the file, and its bytes where they are kept."""

import json
import zlib
from dataclasses import dataclass

from index.db.gateway import Reader, Writer
from records import Document
from records.packing import packed, unpacked

LARGEST_READ = 512 * 1024 * 1024  # bytes of a document's lines and tables that are unpacked again


@dataclass(frozen=True, slots=True)
class Original:
    """A document as it came out of its file, the bytes of the file (None: not kept), and the municipality that somebody
    named when it was loaded."""

    document: Document
    content: bytes | None = None
    municipality: str | None = None


def compressed(original: Original) -> tuple[bytes, bytes | None, str | None]:
    """The cells of the table `originals`. Done before the transaction, so that nobody waits for it."""
    text = json.dumps(packed(original.document), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"), 3), original.content, original.municipality


def put(db: Writer, document_id: int, cells: tuple[bytes, bytes | None, str | None]) -> None:
    """Keep the original of a document in place of the one before. Joins the transaction that is open."""
    db.write("DELETE FROM originals WHERE document_id = :id", id=document_id)
    db.copy("originals", ("document_id", "document", "content", "municipality"), [(document_id, *cells)])


def read_original(db: Reader, document_id: int) -> Original | None:
    """What the document was read from; None when it was not kept."""
    row = db.one("SELECT document, content, municipality FROM originals WHERE document_id = :id", id=document_id)
    return None if row is None else uncompressed((row[0], row[1], row[2]))


def uncompressed(cells: tuple[bytes, bytes | None, str | None]) -> Original:
    """What `compressed` made cells of."""
    text = zlib.decompressobj().decompress(cells[0], LARGEST_READ)
    return Original(unpacked(json.loads(text)), None if cells[1] is None else bytes(cells[1]), cells[2])


def given_municipality(db: Reader, document_id: int) -> str | None:
    """The municipality that somebody named when the document was loaded."""
    row = db.one("SELECT municipality FROM originals WHERE document_id = :id", id=document_id)
    return row[0] if row else None


def give_municipality(db: Writer, document_id: int, municipality: str | None) -> None:
    """Keep the municipality that somebody names for a document. Joins the open transaction."""
    db.write("UPDATE originals SET municipality = :name WHERE document_id = :id", name=municipality, id=document_id)
