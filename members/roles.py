"""The roles of the house, read from `roles.toml` and kept as Django groups."""

import tomllib
from pathlib import Path

from django.contrib.auth.models import Group, Permission

ROLES = tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))


def granted(role):
    """Return the set of "app.codename" that `role` has, its included roles' among them."""
    names = set()
    for line in ROLES[role]["can"]:
        verbs, on, model = line.partition(" on ")
        app, _, name = model.partition(".")
        names |= {f"{app}.{verb}_{name}" for verb in verbs.split()} if on else {line}
    for included in ROLES[role].get("includes", ()):
        names |= granted(included)
    return names


def sync_roles(**kwargs):
    """Make the groups say what `roles.toml` says. Raises LookupError for a permission that does not exist."""
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    for role in ROLES:
        wanted = granted(role)
        if unknown := wanted - known.keys():
            raise LookupError(f"roles.toml: {role} names unknown permissions: {', '.join(sorted(unknown))}")
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(known[name] for name in wanted)
