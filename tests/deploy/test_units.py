"""The files of deploy/ fit the project that they start."""

import re
import shutil
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

DEPLOY = settings.BASE_DIR / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
SITE = "/srv/smartcity/site"


def lines(unit, name):
    """What a unit says for `name`, each time, with its continued lines in one."""
    whole = unit.read_text().replace("\\\n", " ")
    return re.findall(rf"^{name}=(.*)$", whole, re.MULTILINE)


def test_each_unit_runs_a_command_that_there_is():
    started = [line for unit in UNITS for line in lines(unit, "ExecStart")]
    commands = {name for line in started for name in re.findall(r"manage\.py (\w+)", line)}
    assert commands <= get_commands().keys()
    assert {"send_alerts", "tidy", "backup", "work"} <= commands
    for line in started:
        program = line.split()[0]
        assert program.startswith((f"{SITE}/.venv/bin/", "/bin/", "/usr/bin/")), line
        if program.startswith(SITE):
            assert (settings.BASE_DIR / program.removeprefix(f"{SITE}/")).exists()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_each_unit_may_write_only_where_the_site_does(unit):
    said = {name: lines(unit, name) for name in ("User", "EnvironmentFile", "ProtectSystem", "ReadWritePaths")}
    assert said == {
        "User": ["smartcity"],
        "EnvironmentFile": ["/etc/smartcity.env"],
        "ProtectSystem": ["strict"],
        "ReadWritePaths": ["/srv/smartcity"],
    }
    assert lines(unit, "NoNewPrivileges") == ["true"]


def test_each_timer_starts_a_unit_that_there_is():
    timers = sorted(timer.with_suffix(".service") for timer in DEPLOY.glob("*.timer"))
    assert timers and set(timers) < set(UNITS)


def test_each_variable_of_the_example_is_one_that_the_settings_read():
    read = set(
        re.findall(
            r'\b(?:text|flag|number|required)\(\s*"(\w+)"', (settings.BASE_DIR / "smartcity/settings.py").read_text()
        )
    )
    given = re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "smartcity.env").read_text(), re.MULTILINE)
    assert {name.removesuffix("_FILE") for name in given} - read == set()
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL", "TRUSTED_PROXY"} <= set(given)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_them(tmp_path):
    """But for what is not on this machine: the programs are those of this copy of the project."""
    units = [tmp_path / unit.name for unit in (*UNITS, *DEPLOY.glob("*.timer"))]
    for unit in units:
        unit.write_text((DEPLOY / unit.name).read_text().replace(SITE, str(settings.BASE_DIR)))
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if any(unit.name in line for unit in units)]
    assert said == []


def test_the_document_installs_each_file():
    told = (settings.BASE_DIR / "docs/deploy.md").read_text()
    assert [path.name for path in sorted(DEPLOY.iterdir()) if f"deploy/{path.name}" not in told] == []
