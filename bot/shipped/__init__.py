"""What comes with the program besides its code: samples, guides, manifest, example settings, deployment files.

In a checkout they lie where the checkout has them; a wheel has a copy of them, made by setup.py when it is built.
"""

from pathlib import Path

# Files and folders, from the top of the checkout. The guides link to each of them.
CONTENTS = (
    *(".env.example", "CHANGELOG.md", "LICENSE", "Procfile", "README.md", "SECURITY.md", "manifest.yaml"),
    *("deploy", "docs", "samples", "requirements.txt", "requirements-postgresql.txt"),
    *("bot/access/rights.toml", "index/search/words/README.md", "questions/words/README.md"),
)
NOT_COPIED = (".py", ".pyc")  # what draws the pictures of the guides, and sets up a checkout
_COPY = Path(__file__).with_name("files")
ROOT = _COPY if _COPY.is_dir() else Path(__file__).resolve().parents[2]


def shipped_files(root: Path = ROOT) -> list[Path]:
    """Every file of CONTENTS, relative to `root`; a folder's files at any depth."""
    found = (sorted(path.rglob("*")) if path.is_dir() else [path] for path in (root / name for name in CONTENTS))
    return [
        path.relative_to(root) for paths in found for path in paths if path.is_file() and path.suffix not in NOT_COPIED
    ]
