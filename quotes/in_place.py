"""Quotes and tweets in the page of their event, entered one after the other without leaving it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation import history
from curation.admin import with_seen
from curation.forms import Unseen
from curation.models import Revision
from events.admin.events import SHOWN
from events.models import Event

from .models import Tweet
from .recognizing import recognize


class InPlace:
    """To be mixed into the admin class of what was said at an event: a form that stands in the page of that event.

    It has what one fills in there; its fields go by names of their own, `prefix`, beside those of the event; it
    stands in the section `part`. `said` is the queryset of what that lists of an event.
    """

    add_form_template = change_form_template = "admin/quotes/in_place.html"
    readonly_fields = ()

    def __init__(self, model, site, event):
        self.event = event
        super().__init__(model, site)

    def get_inlines(self, request, obj):
        return ()

    def get_fieldsets(self, request, obj=None):
        return with_seen(self.fieldsets)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.prefix = self.prefix
        if "text" in form.base_fields:  # which who may but read it has not
            form.base_fields["text"].widget.attrs["autofocus"] = True
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "event":
            kwargs["widget"] = Unseen()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        context |= self.section() | {"prefix": self.prefix, "part": self.part}
        context["rows_template"] = f"admin/quotes/{self.opts.model_name}/of_event.html"
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request, obj):
        super().response_change(request, obj)  # which says that it is saved
        return redirect(f"admin:quotes_{self.opts.model_name}_of_event", self.event.pk)

    def section(self):
        """What the section of the page of the event shows besides the form."""
        rows = self.said(self.event)
        return {"event": self.event, "rows": rows[:SHOWN], "total": rows.count()}


class OfEvent:
    """To be mixed into the admin class of quotes, or of tweets; `in_place` is that of their form at an event."""

    def get_urls(self):
        view, name = self.admin_site.admin_view(self.of_event), f"quotes_{self.opts.model_name}_of_event"
        pages = [path("evenement/<int:pk>/", view, name=name), path("evenement/<int:pk>/<int:said>/", view, name=name)]
        return [*pages, *super().get_urls()]

    def of_event(self, request, pk, said=None):
        """The part of the page of an event that has them, with the form for a new one, or for that one."""
        if not request.htmx:
            name = f"admin:quotes_{self.opts.model_name}"
            address = reverse(f"{name}_add", query={"event": pk})
            return redirect(reverse(f"{name}_change", args=[said]) if said else address)
        page = self.in_place(self.model, self.admin_site, get_object_or_404(Event, pk=pk))
        return page.change_view(request, str(said)) if said else self.new_ones(request, page)

    def new_ones(self, request, page):
        return page.add_view(request)


class PastedTogether(OfEvent):
    """To be mixed into the admin class of tweets: what is pasted in the page of an event is written as drafts of it."""

    def new_ones(self, request, page):
        """New ones are pasted, and not filled in."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return render(request, "admin/quotes/tweet/section.html", page.section())

    def paste_at(self, request, form, event):
        """Write them all, or say in the form why not; then back to the page of the event."""
        try:
            tweets = write(form.tweets, event=event, by=request.user)
        except ValidationError as error:
            form.add_error("pasted", error)
            return None
        sentence = ngettext("%d tweet ajouté en brouillon.", "%d tweets ajoutés en brouillon.", len(tweets))
        self.message_user(request, sentence % len(tweets), messages.SUCCESS)
        return redirect(f"{reverse('admin:events_event_change', args=[event.pk])}#tweets")


@transaction.atomic
def write(posts, *, event, by):
    """Write `PastedTweet`s as drafts of an event, with what is recognized of each. Raises `ValidationError`."""
    return [_write(number, post, event, by) for number, post in enumerate(posts, start=1)]


def _write(number, post, event, by):
    fields = recognize(post) | {"event": event}
    mentioned = {name: fields.pop(name, []) for name in ("mentioned_speakers", "mentioned_organizations")}
    tweet = Tweet(**fields)
    try:
        tweet.full_clean()
    except ValidationError as error:
        what = {"number": number, "words": " ".join(error.messages)}
        raise ValidationError(_("Tweet %(number)d : %(words)s Rien n’est encore écrit.") % what) from error
    tweet.save()
    for name, rows in mentioned.items():
        getattr(tweet, name).set(rows)
    history.write(tweet, by=by, action=Revision.Action.ADDED)
    return tweet
