"""The members' search: who said what, in which words, and where it is written."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from curation.paging import paged
from events.models import Event
from speakers.models import Speaker
from themes.models import Theme

from .models import Quote, Tweet

PAGE = 20
TWEET = "tweet"


class InFrench(forms.Select):
    """Choices whose titles are in French in every language of the interface, but for the empty one."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"attrs": option["attrs"] | {"lang": "fr"}} if value else option


class ThemeField(forms.ModelChoiceField):
    def label_from_instance(self, theme):
        return theme.label


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Mots"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=_("Nature"),
        required=False,
        choices=[("", _("tous les propos")), *Quote.Kind.choices, (TWEET, _("tweet"))],
    )
    speaker = forms.ModelChoiceField(
        Speaker.objects.published().by_name(),
        label=_("Qui parle"),
        required=False,
        to_field_name="slug",
        empty_label=_("tout le monde"),
    )
    theme = ThemeField(
        Theme.objects.published(),
        label=_("Thème"),
        required=False,
        to_field_name="slug",
        empty_label=_("tous les thèmes"),
    )
    event = forms.ModelChoiceField(
        Event.objects.published().by_date(),
        label=_("Évènement"),
        required=False,
        to_field_name="slug",
        empty_label=_("tous les évènements"),
        widget=InFrench,
    )

    def quotes(self):
        rows = self._narrowed(Quote.objects.published())
        kind = self.cleaned_data["kind"]
        return rows.filter(kind=kind) if kind in Quote.Kind.values else rows

    def tweets(self):
        return self._narrowed(Tweet.objects.published())

    def _narrowed(self, rows):
        wanted = self.cleaned_data
        rows = rows.containing(wanted["q"])
        for name in ("speaker", "event"):
            rows = rows.filter(**{name: wanted[name]}) if wanted[name] else rows
        return rows.on_theme(wanted["theme"]) if wanted["theme"] else rows


@never_cache
def search(request):
    if not request.user.has_perm("quotes.search_quote"):
        status = 403 if request.user.is_authenticated else 200
        response = render(request, "quotes/search_for_members.html", status=status)
    else:
        response = render(request, "quotes/search.html", results(request))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def results(request):
    """A page of quotes with the number of tweets, or of tweets with the number of quotes."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return {"form": form}
    quotes, tweets = form.quotes(), form.tweets()
    if form.cleaned_data["kind"] == TWEET:
        rows, others = tweets.by_newest(), quotes
    else:
        rows, others = quotes.by_date(), tweets
    page = paged(request, rows.with_context().with_themes(), PAGE)
    return {"form": form, "page": page, "others": others.count(), "words": form.cleaned_data["q"]}
