from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from curation.admin import DRAFTS, CuratedAdmin, TabularPart
from curation.columns import count_link, row_count
from curation.creating import Creatable
from curation.filters import Period, Related
from curation.finding import is_key
from curation.waits import Wait
from events.admin.lists import BY_THEME, PLACED_WAITS
from events.forms import NATIVE
from events.models import Event, Talk
from language.folding import fold
from language.typography import french_date
from themes.admin import ThemedAdmin

from .forms import PasteForm, QuoteForm, SourceForm, TweetForm
from .in_place import InPlace, OfEvent, PastedTogether
from .models import Quote, QuoteLink, Source, Tweet
from .recognizing import in_address, in_words, recognize
from .sources import YEAR


@admin.register(Source)
class SourceAdmin(Creatable, CuratedAdmin):
    form = SourceForm
    mergeable = True
    named_by = "title"
    creating = _("Créer la source « %s »")
    creating_another = _("Créer une autre source nommée « %s »")
    is_it = _("Est-ce la même source ?")
    formfield_overrides = NATIVE
    autocomplete_fields = ("event",)
    list_display = ("title", "publisher", "year", "quotes", "tweets", "status")
    list_filter = (("event", Related),)
    picked_in = (F("published_on").desc(nulls_last=True), "title", "pk")
    waits = (
        DRAFTS,
        Wait("sans-adresse", _("sans adresse"), lambda rows: rows.filter(url="", archived_url=""), is_lack=True),
    )
    fieldsets = (
        (None, {"fields": ("title", "status", ("author", "publisher"), ("published_on", "published_in"))}),
        (_("Où la lire"), {"fields": ("url", "archived_url", "language", "event")}),
    )

    class Media:
        css = {"all": ["desk/desk.css"]}

    def get_queryset(self, request):
        counts = {"quote_total": row_count(Source, "quotes"), "tweet_total": row_count(Source, "tweets")}
        return super().get_queryset(request).annotate(**counts)

    def namesakes(self, source):
        return list(Source.objects.filter(names=f"{fold(source.title)}\n")), []

    def tell_apart(self, rows):
        """Who published it, and when."""
        told = ((row.pk, row.publisher or row.author, _day(row.published_on) or row.published_in) for row in rows)
        return {key: ", ".join(str(part) for part in (who, when) if part) for key, who, when in told}

    @admin.display(description=_("citations"), ordering="quote_total")
    def quotes(self, source):
        return count_link(source.quote_total, Quote, source=source.pk)

    @admin.display(description=_("tweets"), ordering="tweet_total")
    def tweets(self, source):
        return count_link(source.tweet_total, Tweet, source=source.pk)

    @admin.display(description=_("année"), ordering=YEAR)
    def year(self, source):
        return source.year


class PlacedAdmin(ThemedAdmin):
    """What was said at an event: a new one starts with what the page that one comes from already knows."""

    formfield_overrides = NATIVE
    autocomplete_fields = ("event", "speaker", "source")
    event = None  # of which alone it is, in the page of one
    kept = ("event", "talk", "source")  # from one to the next, with "save and add another"

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["admin/js/jquery.init.js", "desk/talks.js"]

    def get_changeform_initial_data(self, request):
        known = super().get_changeform_initial_data(request)
        if "talk" in known:
            known["event"] = Talk.objects.filter(pk=known["talk"]).values_list("event", flat=True).first()
        if self.event:
            known["event"] = self.event.pk
        sources = Source.objects.exclude(event=None).filter(event=known.get("event"))[:2]
        if len(sources) == 1:
            known.setdefault("source", sources[0].pk)
        return known

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["spans"] = obj.spans.with_words() if obj else ()  # where it stands in recaps
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=_("où"), ordering="event__starts_on")
    def occasion(self, said):
        return said.talk or said.event

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST:
            known = {name: getattr(obj, f"{name}_id") for name in self.kept if getattr(obj, f"{name}_id")}
            kept = ", ".join(f"« {getattr(obj, name)} »" for name in known)
            self.message_user(request, _("Repris de la fiche précédente : %s. Changez ce qui diffère.") % kept)
            return redirect(f"{request.path}?{urlencode(known)}")
        return response


class Links(TabularPart):
    model = QuoteLink
    add_label = _("Ajouter un lien")
    fk_name = "source"
    autocomplete_fields = ("target",)


WITHOUT_SOURCE = Wait("sans-source", _("sans source"), lambda rows: rows.without_source(), is_lack=True)
OTHER_WORDS = Wait("autres-mots", _("ses mots ne sont plus ceux de l’article"), lambda rows: rows.otherwise_worded())
WITHOUT_EVIDENCE = Wait(
    "sans-source", _("sans source ni adresse"), lambda rows: rows.filter(source=None, url=None), is_lack=True
)


@admin.register(Quote)
class QuoteAdmin(OfEvent, PlacedAdmin):
    mergeable = True
    form = QuoteForm
    kept = (*PlacedAdmin.kept, "speaker")
    inlines = (Links,)
    autocomplete_fields = (*PlacedAdmin.autocomplete_fields, "tweet")
    readonly_fields = ("preview",)
    list_display = ("__str__", "author", "status", "evidence", "kind", "occasion")
    list_filter = ("kind", BY_THEME, ("event", Related), ("speaker", Related), ("event__starts_on", Period))
    list_select_related = ("event", "talk", "speaker", "source", "tweet")
    waits = (
        *PLACED_WAITS,
        WITHOUT_SOURCE,
    )
    unready = (WITHOUT_SOURCE, OTHER_WORDS)
    fieldsets = (
        (None, {"fields": ("text", "anyway", "preview", ("kind", "status"))}),
        (_("Qui, où"), {"fields": (("event", "talk"), ("speaker", "attribution"))}),
        (_("Preuve et thèmes"), {"fields": (("source", "tweet"), "heard_at_second", "themes", "context")}),
        (_("Langue, ordre"), {"fields": (("language", "translated_from"), "position"), "classes": ("collapse",)}),
    )

    class Media:
        js = ["desk/preview.js"]

    def get_urls(self):
        preview = path("apercu/", self.admin_site.admin_view(self.preview_typed), name="quotes_quote_preview")
        return [preview, *super().get_urls()]

    @admin.display(description=_("aperçu"))
    def preview(self, quote):
        return render_to_string("admin/quotes/quote/preview.html", {"quote": quote})

    @method_decorator(require_POST)
    def preview_typed(self, request):
        """What is being typed, as the site will show it, for desk/preview.js."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        quote = Quote(**{name: request.POST.get(name, "") for name in ("text", "kind", "language")})
        quote.clean()
        return render(request, "admin/quotes/quote/words.html", {"quote": quote})

    def for_picker(self, rows):
        return rows.select_related("speaker", "event")

    def tell_apart(self, rows):
        return {row.pk: " · ".join([row.author, str(row.event)]) for row in rows}

    @admin.display(description=_("qui"), ordering="speaker__sort_key")
    def author(self, quote):
        return quote.author

    @admin.display(description=_("source"), boolean=True)
    def evidence(self, quote):
        return bool(quote.source_id or quote.tweet_id)


class QuoteInPlace(InPlace, QuoteAdmin):
    prefix, part = "said", "citations"
    autocomplete_fields = ("speaker", "source")
    fieldsets = (
        (None, {"fields": ("text", "anyway", ("talk", "speaker"), "source", ("kind", "status"), "themes")}),
        (_("Ou attribuée à, langue"), {"fields": ("attribution", "language", "event"), "classes": ("collapse",)}),
    )

    def said(self, event):
        return event.quotes.with_context().in_order()


QuoteAdmin.in_place = QuoteInPlace


@admin.register(Tweet)
class TweetAdmin(PastedTogether, PlacedAdmin):
    mergeable = True
    form = TweetForm
    autocomplete_fields = (
        *PlacedAdmin.autocomplete_fields,
        "organization",
        "mentioned_speakers",
        "mentioned_organizations",
    )
    readonly_fields = ("tags",)
    list_display = ("__str__", "posted_on", "status", "author", "occasion")
    list_filter = (
        *(BY_THEME, ("event", Related), ("speaker", Related), ("organization", Related)),
        ("posted_on", Period),
    )
    list_select_related = ("event", "talk", "speaker", "organization")
    picked_in = (F("posted_on").desc(nulls_last=True), "-pk")
    waits = (*PLACED_WAITS, WITHOUT_EVIDENCE)
    unready = (WITHOUT_EVIDENCE,)
    fieldsets = (
        (None, {"fields": ("text", ("author_name", "handle", "network"), ("posted_on", "url"), "status")}),
        (None, {"fields": (("event", "talk"), "themes", ("speaker", "organization"))}),
        (_("Mentions"), {"fields": ("mentioned_speakers", "mentioned_organizations", "tags")}),
        (_("Source, langue"), {"fields": ("source", "language", "number")}),
    )

    def get_urls(self):
        paste = path("coller/", self.admin_site.admin_view(self.paste), name="quotes_tweet_paste")
        return [paste, *super().get_urls()]

    def tell_apart(self, rows):
        return {row.pk: ", ".join(filter(None, [f"@{row.handle}", _day(row.posted_on)])) for row in rows}

    @admin.display(description=_("auteur"), ordering="handle")
    def author(self, tweet):
        return tweet.account or tweet.author_name

    @admin.display(description=_("mots-dièse"))
    def tags(self, tweet):
        return " ".join(f"#{tag}" for tag in tweet.hashtags)

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, {"paste": PasteForm(), **(extra_context or {})})

    def paste(self, request):
        """Read a pasted tweet and lead to the form for a new one, filled and still to be checked."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        event = Event.objects.filter(pk=request.GET["event"]).first() if is_key(request.GET.get("event", "")) else None
        form = PasteForm(request.POST or None, takes_several=event is not None)
        if form.is_valid() and event:
            if written := self.paste_at(request, form, event):
                return written
        elif form.is_valid():
            [tweet] = form.tweets
            known = recognize(tweet)
            self.message_user(request, in_words(tweet, known), messages.SUCCESS)
            initial = {name: in_address(value) for name, value in known.items()}
            return redirect(reverse("admin:quotes_tweet_add", query=initial))
        context = {"opts": self.opts, "title": _("Coller un tweet"), "paste": form, "event": event}
        context |= self.admin_site.each_context(request)
        return render(request, "admin/quotes/tweet/paste.html", context)


class TweetInPlace(InPlace, TweetAdmin):
    prefix, part = "posted", "tweets"
    autocomplete_fields = ("speaker", "organization")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "text",
                    ("author_name", "handle"),
                    ("posted_on", "url"),
                    ("talk", "speaker"),
                    "themes",
                    "status",
                )
            },
        ),
        (_("Ou d’une organisation"), {"fields": ("organization", "event"), "classes": ("collapse",)}),
    )

    def said(self, event):
        return event.tweets.by_date()


TweetAdmin.in_place = TweetInPlace


def _day(day):
    return day and french_date(day, language=get_language() or "fr")
