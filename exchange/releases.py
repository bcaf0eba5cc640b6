"""Which release of the site this is, whether it is old for what another one wrote, and a base for it."""

import subprocess
import tomllib

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

OLDER_TABLES = "La base n’a pas les tables de cette version du site : lancez d’abord « manage.py migrate »."


def release():
    """The version, and the commit where git knows it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    # The code is often another user's than who runs it: git would not tell it then.
    command = ["git", "-c", f"safe.directory={settings.BASE_DIR}", "rev-parse", "--short", "HEAD"]
    try:
        said = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    except OSError:
        return project["version"]
    return f"{project['version']} {said.stdout}".strip()


def unknown(migrations):
    """Those of the "app.name" that this release does not know: they are of a later one."""
    disk = MigrationLoader(None).disk_migrations
    known = {*disk, *(old for migration in disk.values() for old in migration.replaces)}
    return sorted(set(migrations) - {f"{app}.{name}" for app, name in known})


def is_migrated(connection):
    """Whether a base has the tables that this release knows."""
    loader = MigrationLoader(connection)
    return loader.applied_migrations.keys() >= set(loader.graph.leaf_nodes())
