"""What a backup says of itself, and whether it is true."""

import json
import subprocess
import tomllib
from dataclasses import asdict, dataclass

from django.conf import settings

from .errors import BackupError
from .files import paths, sha256

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Manifest:
    made_at: str  # ISO 8601, in UTC
    release: str
    engine: str  # Django's name of it
    migrations: list  # "app.name" of each that was applied
    rows: dict  # {table: how many}
    files: dict  # {path in the folder: sha256}
    format: int = FORMAT

    def write(self, folder):
        (folder / NAME).write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder):
        try:
            said = json.loads((folder / NAME).read_text(encoding="utf-8"))
            if said["format"] == FORMAT:
                return cls(**said)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise BackupError(f"{folder} n’est pas une sauvegarde entière : {NAME} manque ou ne se lit pas.") from error
        raise BackupError(f"{folder} est une sauvegarde d’une autre forme ({said['format']}) que celle que je lis.")

    def verify(self, folder):
        """Make sure that all files are there, no others, and none was changed."""
        there = {path.as_posix() for path in paths(folder)} - {NAME}
        wrong = [f"{name} manque" for name in sorted(self.files.keys() - there)]
        wrong += [f"{name} est de trop" for name in sorted(there - self.files.keys())]
        known = sorted(there & self.files.keys())
        wrong += [f"{name} a changé" for name in known if sha256(folder / name) != self.files[name]]
        if wrong:
            more = f", et {len(wrong) - 5} autres" if len(wrong) > 5 else ""
            raise BackupError(f"La sauvegarde est abîmée : {', '.join(wrong[:5])}{more}.")


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
