"""The container file, the compose file and the systemd units: what they may, and that they name what the bot has."""

import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot import healthcheck, precompile, setting_sources, settings
from bot.slack.server import HEALTH
from tests import processes
from tests.processes import ROOT

DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text("utf-8")
COMPOSE, TENANTS = (
    yaml.safe_load((DEPLOY / name).read_text("utf-8")) for name in ("compose.yaml", "compose.tenants.yaml")
)
COMPOSES = pytest.mark.parametrize("compose", [COMPOSE, TENANTS], ids=["one", "several"])
DROP_IN = DEPLOY / "systemd" / "tenants.conf"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NAMES = {*settings.VARIABLES, *setting_sources.SOURCES}
CHECK = ["python", "-m", "bot.healthcheck"]


def test_the_image_installs_what_is_pinned_and_nothing_else() -> None:
    installs = re.findall(r"^RUN .*pip (?:install|wheel) (.*)$", CONTAINERFILE, re.MULTILINE)
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)


def test_the_image_runs_without_root_and_tells_its_health() -> None:
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "VOLUME /data" in last
    assert f"CMD {json.dumps(CHECK)}\n" in last
    assert not re.search(r"TOKEN|SECRET", CONTAINERFILE)


def test_no_settings_of_a_checkout_get_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".env", ".git", "deploy/secrets"} <= set(ignored)
    assert "deploy/secrets/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


KEPT_ALONE = """
import sys
from records import compiled as home
def alone(plain):
    def kept(name, sources, make):
        def missing():
            raise AssertionError(f"{name} is not kept")
        return plain(name, sources, missing)
    return kept
home.compiled, home.compiled_bytes = alone(home.compiled), alone(home.compiled_bytes)
from bot.cli import main
main(sys.argv[1:])
"""


def keep_what_others_wrote(kept: Path) -> None:
    """Puts the compiled modules of Python and of the packages there: each process would compile them anew. Nothing is
    asked of them here."""
    for module in list(sys.modules.values()):
        source, written = getattr(module, "__file__", None), getattr(module, "__cached__", None)
        ours = module.__name__.split(".")[0] in precompile.PACKAGES
        if source and written and not ours and Path(written).is_file():
            place = kept / Path(source).absolute().parent.relative_to("/") / Path(written).name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            place.symlink_to(written)


@pytest.mark.long
@pytest.mark.slow
def test_the_image_holds_all_that_is_kept_compiled(tmp_path: Path) -> None:
    """It may write nothing when it runs: whatever is not made when it is built would be made at every start. What it is
    built with writes also where Python is told not to, as a checkout is set up there."""
    build, last = CONTAINERFILE.split("\nFROM ")[1:]
    assert build.strip().endswith("-m bot.precompile")
    assert "PYTHONDONTWRITEBYTECODE" not in build
    assert "--no-compile" not in build
    where = {"PYTHONPYCACHEPREFIX": str(tmp_path / "kept"), "SAGSBOT_DB": str(tmp_path / "s.db")}
    frozen = {**where, "PYTHONDONTWRITEBYTECODE": "1"}
    keep_what_others_wrote(tmp_path / "kept")
    assert processes.run(sys.executable, "-m", "bot.precompile", env=frozen).returncode == 0
    assert "PYTHONDONTWRITEBYTECODE=1" in last
    kept = sorted((tmp_path / "kept").rglob("*.words"))
    modules = {path.stem for package in precompile.PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert modules <= {path.name.split(".")[0] for path in (tmp_path / "kept").rglob("*.pyc")}
    for command in (
        ("load", str(ROOT / "samples"), "--baseline"),
        ("ask", "status på VH04"),
        ("ask", "which proposals save energy"),
    ):
        done = processes.run(sys.executable, "-c", KEPT_ALONE, *command, env=frozen)
        assert done.returncode == 0, done.stderr
    assert sorted((tmp_path / "kept").rglob("*.words")) == kept


@COMPOSES
@pytest.mark.parametrize("name", ["bot", "clock"])
def test_the_services_may_no_more_than_they_need(name: str, compose: dict[str, Any]) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["user"] == "10001:10001"
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["environment"]) <= NAMES
    assert "data:/data" in service["volumes"]
    assert service["command"][0] in ("serve", "clock")


@COMPOSES
def test_the_bot_is_asked_for_its_health_and_answers_this_machine_alone(compose: dict[str, Any]) -> None:
    bot = compose["services"]["bot"]
    assert bot["healthcheck"]["test"] == " ".join(CHECK)
    assert urlsplit(healthcheck.ADDRESS).path == HEALTH
    assert bot["ports"] == [f"127.0.0.1:{urlsplit(healthcheck.ADDRESS).port}:3000"]


@pytest.mark.parametrize("name", ["compose.yaml", "compose.tenants.yaml", "compose.postgresql.yaml"])
def test_a_check_is_one_text_of_plain_words(name: str) -> None:
    """podman-compose 1.0 fails on a list, and 1.3 loses its quotes on the way to a shell."""
    services = yaml.safe_load((DEPLOY / name).read_text("utf-8"))["services"].values()
    checks = [one["healthcheck"]["test"] for one in services if "test" in one.get("healthcheck", {})]
    assert checks
    assert all(shlex.quote(word) == word for check in checks for word in check.split(" "))


@pytest.mark.parametrize("name", ["compose.yaml", "compose.tenants.yaml", "compose.postgresql.yaml"])
def test_all_is_started_again_with_the_machine(name: str) -> None:
    """Podman has no daemon: what starts its containers then takes those with `always` alone."""
    services = yaml.safe_load((DEPLOY / name).read_text("utf-8"))["services"].values()
    assert {one["restart"] for one in services if "restart" in one} == {"always"}


def test_the_secrets_are_files() -> None:
    """No token stands in an environment that `inspect` would show."""
    assert set(COMPOSE["secrets"]) == {"slack_bot_token", "slack_app_token"}
    services = [*COMPOSE["services"].values(), *TENANTS["services"].values()]
    assert not any(name in setting_sources.SECRETS for one in services for name in one["environment"])


def test_the_example_of_a_settings_file_is_read(tmp_path: Path) -> None:
    """As it is, and with every line of it switched on."""
    text = (DEPLOY / "settings.toml").read_text("utf-8")
    switched_on = tmp_path / "s.toml"
    switched_on.write_text(re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE), encoding="utf-8")
    for path, admins in ((DEPLOY / "settings.toml", ()), (switched_on, ("U012AB3CD",))):
        found = setting_sources.given({"SAGSBOT_SETTINGS": str(path)})
        assert settings.read_settings(found.values, found=found.problems).admins == admins


@pytest.fixture
def of_tenants(tmp_path: Path) -> str:
    """The example settings with the part of a tenant switched on."""
    switched_on = tmp_path / "s.toml"
    text = re.sub("^#   ", "", (DEPLOY / "settings.toml").read_text("utf-8"), flags=re.MULTILINE)
    switched_on.write_text(text, encoding="utf-8")
    return str(switched_on)


def test_the_example_of_a_tenant_is_read(of_tenants: str) -> None:
    """Where its secrets are is not on this machine, and nothing else is missed."""
    found = setting_sources.given({"SAGSBOT_SETTINGS": of_tenants})
    (odense,) = setting_sources.read_tenants(found)
    assert (odense.tenant, odense.digest_channel) == ("odense", "C012AB3CD")
    assert {*found.tenants["odense"].absent} == {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}


def assert_served(environment: dict[str, str], settings_file: str, handed_over: Path) -> None:
    """With this environment the tenant of the example is served in Socket Mode, its tokens being among these files."""
    for name in ("bot", "app"):
        (handed_over / f"odense_{name}_token").write_text(f"x{'oxb' if name == 'bot' else 'app'}-1\n", encoding="utf-8")
    where = {"SAGSBOT_SETTINGS": settings_file, setting_sources.FOLDER: str(handed_over)}
    assert environment.keys() >= where.keys()
    (odense,) = setting_sources.read_tenants(setting_sources.given({**environment, **where}), settings.SOCKET_MODE)
    assert (odense.tenant, odense.slack_bot_token, odense.slack_app_token) == ("odense", "xoxb-1", "xapp-1")


def test_a_compose_file_serves_several_tenants(of_tenants: str, tmp_path: Path) -> None:
    """Tokens lie in a folder that is handed over whole, so that another customer changes nothing here. There is room
    for the threads and connections of a hundred."""
    for name, service in TENANTS["services"].items():
        assert_served(service["environment"], of_tenants, tmp_path)
        assert f"./secrets:{service['environment'][setting_sources.FOLDER]}:ro" in service["volumes"]
        assert service["pids_limit"] >= 100 * 20
        assert service["ulimits"]["nofile"] >= 100 * 100
        alone = COMPOSE["services"][name]
        for key in ("user", "tmpfs", "command", "restart", "stop_grace_period", "healthcheck", "build", "image"):
            assert service[key] == alone[key]


# ---------------------------------------------------------------- systemd


def lines(unit: Path) -> list[str]:
    return [line for line in unit.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_closed(unit: Path) -> None:
    needed = {"NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=sagsbot", "User=sagsbot", "PrivateTmp=yes"}
    assert needed <= set(lines(unit))
    named = re.findall(r"^Environment=(\w+)=", unit.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= NAMES
    assert not set(named) & set(setting_sources.SECRETS)


def valued(lines: list[str], name: str) -> list[str]:
    return [line.removeprefix(f"{name}=") for line in lines if line.startswith(f"{name}=")]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_serves_several_tenants_with_what_is_put_beside_it(unit: Path, of_tenants: str, tmp_path: Path) -> None:
    """As systemd reads both: the environment without what is unset, and of a folder each file by the name of both."""
    both = [*lines(unit), *lines(DROP_IN)]
    unset = set(" ".join(valued(both, "UnsetEnvironment")).split())
    given = dict(one.split("=", 1) for one in valued(both, "Environment"))
    credentials = valued(both, "LoadCredential")
    handed_over = [one.split(":") for one in credentials[credentials.index("") + 1 :]]
    assert handed_over == [["odense", "/etc/sagsbot/tokens/odense"]]
    assert {name for name, value in given.items() if value.startswith("%d")} - unset == {setting_sources.FOLDER}
    assert_served({name: value for name, value in given.items() if name not in unset}, of_tenants, tmp_path)


def test_the_guide_keeps_compiled_what_the_units_cannot_write() -> None:
    """The service may not write where the program lies: each start would make it anew. Only the pip of its environment
    is used, as a server's Python often has none of its own."""
    guide = (ROOT / "docs" / "install.md").read_text("utf-8")
    (steps,) = re.findall(r"## A server with systemd\n.*?\n\n(    .*?)\n\n", guide, re.DOTALL)
    commands = [line.strip() for line in steps.splitlines()]
    made = commands.index("python3 -m venv /opt/sagsbot")
    installs = [at for at, one in enumerate(commands) if " -m pip " in one]
    assert all(at > made and commands[at].startswith("/opt/sagsbot/bin/python ") for at in installs)
    assert commands.index("/opt/sagsbot/bin/python -m bot.precompile") == installs[-1] + 1


def test_both_units_may_the_same() -> None:
    first, second = (
        [line for line in lines(unit) if not line.startswith(("Description", "ExecStart"))] for unit in UNITS
    )
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_unit(unit: Path, tmp_path: Path) -> None:
    """Where systemd is: it knows every line, with those for several tenants too, and finds little that is open."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd on this machine")
    here = tmp_path / unit.name
    here.write_text(unit.read_text("utf-8").replace("/opt/sagsbot/bin/sagsbot", sys.executable), encoding="utf-8")
    beside = tmp_path / f"{unit.name}.d" / DROP_IN.name
    for several in (False, True):
        if several:
            beside.parent.mkdir()
            shutil.copy(DROP_IN, beside)
        verified = processes.run("systemd-analyze", "verify", here)
        assert not any(name in verified.stderr for name in (unit.name, DROP_IN.name)), verified.stderr
    judged = processes.run("systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", here)
    assert judged.returncode == 0, judged.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", ["by_hand.sh", "postgresql/roles.sh"])
def test_a_script_is_bash(name: str) -> None:
    assert processes.run("bash", "-n", DEPLOY / name).returncode == 0
