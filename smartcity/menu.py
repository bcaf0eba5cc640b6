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
GROUP_OF = {label: name for name, labels in GROUPS.items() for label in labels}
PLACES = {label: place for place, label in enumerate(GROUP_OF)}


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


def menu(request, pages):
    """Of the pages of models that the person may see: {tasks: entries, rest: [(name of a group, entries), …], here: the
    entry of the rest that one is on}. Django's list of apps says as much in four times the steps."""
    seen = sorted((page.opts for page in pages if _is_seen(request, page)), key=place)
    home = reverse("admin:index")
    addresses = {opts.label_lower: reverse(f"admin:{opts.label_lower.replace('.', '_')}_changelist") for opts in seen}
    addresses[""] = home

    def entry(title, label):
        address = addresses[label]
        return Entry(title, address, request.path == address if address == home else request.path.startswith(address))

    rest = {}
    for opts in seen:
        if opts.label_lower not in TASKS:
            group = GROUP_OF.get(opts.label_lower, opts.app_config.verbose_name)
            rest.setdefault(group, []).append(entry(capfirst(opts.verbose_name_plural), opts.label_lower))
    return {
        "tasks": [entry(title, label) for label, title in TASKS.items() if label in addresses],
        "rest": list(rest.items()),
        "here": next((one for entries in rest.values() for one in entries if one.is_current), None),
    }


def _is_seen(request, page):
    return page.has_module_permission(request) and page.has_view_or_change_permission(request)


def _label(app, model):
    return f"{app['app_label']}.{model['object_name'].lower()}"


def _pop(models, labels):
    return [models.pop(label) for label in labels if label in models]
