"""What an archive says of itself to programs: archive.json, and the sums of its files."""

import json
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from exchange.folders import FolderError, damage, paths, sha256
from exchange.releases import release, unknown

from . import FORMAT, MANIFEST, SUMS


@dataclass(kw_only=True)
class Manifest:
    """`models`: {"app.model": {"fields": […], "rows": how many, "last": the last key that was given}}."""

    site: str
    url: str
    release: str
    public: bool
    accounts: bool
    migrations: list
    left_out: dict  # {"app.model": why}
    models: dict = field(default_factory=dict)
    missing: list = field(default_factory=list)  # pictures that rows named in vain
    format: int = FORMAT

    @classmethod
    def of(cls, chosen):
        migrations = MigrationRecorder(connection).applied_migrations()
        return cls(
            site=settings.SITE_NAME,
            url=settings.SITE_URL,
            release=release(),
            public=chosen.is_public,
            accounts=chosen.accounts,
            migrations=sorted(f"{app}.{name}" for app, name in migrations),
            left_out=chosen.left_out,
        )

    def write(self, folder):
        (folder / MANIFEST).write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder):
        """Raises `FolderError` for what is no archive, or one that this release cannot read."""
        try:
            said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            found = cls(**said) if said["format"] == FORMAT else None
            if found and any(set(table) != {"fields", "rows", "last"} for table in found.models.values()):
                raise ValueError
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise FolderError(f"{folder} n’est pas une archive : {MANIFEST} manque ou ne se lit pas.") from error
        if found is None:
            raise FolderError(f"{folder} est une archive d’une autre forme ({said['format']}) que celle que je lis.")
        if later := unknown(found.migrations):
            raise FolderError(
                f"L’archive est d’une version plus récente du site ({found.release}) : "
                f"celle-ci ne connaît pas {', '.join(later[:5])}."
            )
        return found


def write_sums(folder):
    with (folder / SUMS).open("w", encoding="utf-8") as file:
        for path in paths(folder):
            if path.as_posix() != SUMS:
                file.write(f"{sha256(folder / path)}  {path.as_posix()}\n")


def verify_sums(folder):
    """Make sure that all files are there, no others, and none was changed. Raises `FolderError`."""
    for path in folder.rglob("*"):
        if path.is_symlink():
            raise FolderError(f"{path.relative_to(folder)} mène ailleurs : une archive n’a pas de lien.")
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError) as error:
        raise FolderError(f"{folder} n’est pas une archive : {SUMS} manque ou ne se lit pas.") from error
    if outside := [name for name in sums if name.startswith("/") or ".." in name.split("/")]:
        raise FolderError(f"{outside[0]} sort du dossier : rien n’est lu d’ailleurs.")
    if wrong := damage(folder, sums, besides=SUMS):
        raise FolderError(f"L’archive est abîmée : {wrong}.")
