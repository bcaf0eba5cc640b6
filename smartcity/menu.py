"""The menu of the administration: what a curator does stands first, all the other lists are folded behind it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

TASKS = {
    "events.event": _("Évènements"),
    "recaps.recap": _("Comptes rendus"),
    "": _("À vérifier"),  # the home, which counts it
    "speakers.speaker": _("Intervenants"),
}
GROUPS = {
    _("Contenu"): [
        *filter(None, TASKS),
        "events.talk",
        "quotes.quote",
        "quotes.tweet",
        "themes.theme",
        "speakers.organization",
        "quotes.source",
        "events.appearance",
        "events.reference",
    ],
    _("Échanges"): ["exchange.import", "exchange.webhook"],
    _("Mémoire"): [
        "curation.pair",
        "curation.revision",
        "curation.merge",
        "curation.statuschange",
        "curation.listchange",
        "work.job",
    ],
    _("Membres et droits"): [
        "privacy.report",
        "members.application",
        "members.invitation",
        "members.user",
        "privacy.forgotten",
    ],
}
PLACES = {label: place for place, label in enumerate(label for labels in GROUPS.values() for label in labels)}


@dataclass(frozen=True)
class Entry:
    """A page in the menu; `is_current` if one is on it, or on a page below it."""

    title: str
    address: str
    is_current: bool


def place(opts):
    """By which models are sorted; one that no group names comes last."""
    return PLACES.get(opts.label_lower, len(PLACES))


def grouped(apps):
    """The models of Django's list of apps in our groups; what no group names comes last, under its app."""
    models = {_label(app, model): model for app in apps for model in app["models"]}
    home = reverse("admin:index")
    groups = [
        {"name": name, "app_label": f"group{number}", "app_url": home, "models": _pop(models, labels)}
        for number, (name, labels) in enumerate(GROUPS.items())
    ]
    left = [{**app, "models": [model for model in app["models"] if _label(app, model) in models]} for app in apps]
    return [group for group in [*groups, *left] if group["models"]]


def menu(request, groups):
    """Of the groups that the person may see: {tasks: entries, rest: [(name of a group, entries), …], here: the entry
    of the rest that one is on}."""
    seen = [(group["name"], model) for group in groups for model in group["models"] if model["admin_url"]]
    tasks = {model["model"]._meta.label_lower: model["admin_url"] for _group, model in seen}
    tasks[""] = reverse("admin:index")
    rest = {}
    for name, model in seen:
        if model["model"]._meta.label_lower not in TASKS:
            rest.setdefault(name, []).append(_entry(request, capfirst(model["name"]), model["admin_url"]))
    return {
        "tasks": [_entry(request, title, tasks[label]) for label, title in TASKS.items() if label in tasks],
        "rest": list(rest.items()),
        "here": next((entry for entries in rest.values() for entry in entries if entry.is_current), None),
    }


def _entry(request, title, address):
    is_home = address == reverse("admin:index")
    return Entry(title, address, request.path == address if is_home else request.path.startswith(address))


def _label(app, model):
    return f"{app['app_label']}.{model['object_name'].lower()}"


def _pop(models, labels):
    return [models.pop(label) for label in labels if label in models]
