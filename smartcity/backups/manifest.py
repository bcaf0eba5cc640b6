"""What a backup says of itself, and whether it is true."""

import json
from dataclasses import asdict, dataclass

from exchange.folders import FolderError, damage

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
            raise FolderError(f"{folder} n’est pas une sauvegarde entière : {NAME} manque ou ne se lit pas.") from error
        raise FolderError(f"{folder} est une sauvegarde d’une autre forme ({said['format']}) que celle que je lis.")

    def verify(self, folder):
        """Make sure that all files are there, no others, and none was changed."""
        if wrong := damage(folder, self.files, besides=NAME):
            raise FolderError(f"La sauvegarde est abîmée : {wrong}.")
