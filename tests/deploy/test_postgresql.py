"""The server beside the compose file: its roles are made as an image makes them, and may as much as each has to."""

import os
import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot import setting_sources, settings
from bot.ingest.loading import Load, load_files, store_to_fill
from index.db.engine import ServerAddress, Unusable
from index.db.opening import open_database
from index.search.search_facade import Library
from index.store.store import Store
from tests import postgresql, processes
from tests.bot import engines
from tests.processes import ROOT

DEPLOY = ROOT / "deploy"
ROLES = DEPLOY / "postgresql" / "roles.sh"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.postgresql.yaml").read_text("utf-8"))
DATABASE = "sager"
# A superuser of the tests has the name that the bots have; roles are the whole server's, so they go again.
OWNER, BOTS = "sagsbot_made_owner", "sagsbot_made_bots"


def run_script(server: postgresql.Server, folder: Path) -> None:
    for name in ("owner", "bots"):
        (folder / f"{name}_password").write_text(f"it's {name}'s\n", encoding="utf-8")
    text = re.sub(r"\bsagsbot_owner\b", OWNER, ROLES.read_text("utf-8"))
    here = folder / ROLES.name
    here.write_text(re.sub(r"\bsagsbot\b", BOTS, text), encoding="utf-8")
    programs = postgresql.programs()
    where = {"PGHOST": str(server.folder), "POSTGRES_USER": postgresql.NAME, "SECRETS": str(folder)}
    done = processes.run("bash", here, env={**os.environ, **where, "PATH": f"{programs}:{os.environ['PATH']}"})
    assert (done.returncode, done.stderr) == (0, "")


def forget(server: postgresql.Server) -> None:
    import psycopg

    with psycopg.connect(server.url("postgres"), autocommit=True) as root:
        root.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        for role in (BOTS, OWNER):
            root.execute(f"DROP ROLE IF EXISTS {role}")


@pytest.mark.slow
def test_the_owner_makes_the_tables_and_the_bots_only_read_and_write_rows(
    server: postgresql.Server, tmp_path: Path
) -> None:
    import psycopg

    run_script(server, tmp_path)
    try:
        url = server.url(DATABASE)
        owner, bots = (
            ServerAddress.of(url.replace(f"//{postgresql.NAME}@", f"//{role}@"), "odense") for role in (OWNER, BOTS)
        )
        with pytest.raises(Unusable):
            open_database(bots)  # nothing is there, and it may make nothing
        with closing(store_to_fill(owner)) as store:
            sample = engines.SAMPLES / "status-december-2025.txt"
            assert [one.state for one in load_files(store, [sample], Load(engines.NOW, workers=1))] == ["loaded"]
        with closing(Store(replace(bots, among_others=True))) as store:
            assert Library(store).by_code("VH04")
        with psycopg.connect(bots.url, autocommit=True) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("CREATE TABLE more (id integer)")
    finally:
        forget(server)


def test_the_bots_wait_for_the_server_and_have_not_the_address_of_the_owner() -> None:
    """No service is handed the folder of another, and no password stands in the file."""
    services = COMPOSE["services"]
    waiting = {"db": {"condition": "service_healthy"}}
    assert services["bot"] == services["clock"]
    assert services["bot"] == {"environment": {"SAGSBOT_DATABASE_URL_FILE": "database_url"}, "depends_on": waiting}
    assert "./secrets-db:/run/secrets:ro" in services["db"]["volumes"]
    assert services["db"]["environment"] == {"POSTGRES_PASSWORD_FILE": "/run/secrets/postgres_password"}
    for ignored in (".dockerignore", ".gitignore"):
        assert "deploy/secrets-*" in (ROOT / ignored).read_text("utf-8").splitlines()


def test_the_address_is_read_from_the_folder_of_secrets(tmp_path: Path) -> None:
    (tmp_path / "database_url").write_text("postgresql://sagsbot:secret@db/sager\n", encoding="utf-8")
    environment = COMPOSE["services"]["bot"]["environment"]
    found = setting_sources.given({**environment, setting_sources.FOLDER: str(tmp_path)})
    read = settings.read_settings(found.values, found=found.problems)
    assert isinstance(read.db, ServerAddress)
    assert urlsplit(read.db.url).hostname == "db"
