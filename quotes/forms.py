from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from curation.forms import CuratedForm, Unseen, anchor
from curation.keys import AlreadyThere
from events.forms import PlacedForm, long_text, talk_select
from events.timing import is_plausible_year
from language.dates import PLAUSIBLE
from language.folding import fold
from search.turns import take

from .duplicates import twins
from .models import Tweet
from .pasted import UnreadableTweet, read_tweet, read_tweets

PRINTED = range(1000, PLAUSIBLE[-1] + 1)
MOST_TWEETS = 100  # which are saved while somebody waits
LOCK = 0x707E5  # PostgreSQL's number for "one writes words at a time"


class SourceForm(CuratedForm):
    """A book may be older than all events."""

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day:
            is_plausible_year(day.year, PRINTED)
        return day

    def clean_published_in(self):
        year = self.cleaned_data["published_in"]
        if year is not None:
            is_plausible_year(year, PRINTED)
        return year


class QuoteForm(PlacedForm):
    """Shown again, with its twins, when a quote seems to be there already; a tick then saves it all the same."""

    anyway = forms.BooleanField(label=_("Enregistrer quand même"), required=False, widget=Unseen)

    class Meta:
        widgets = {"text": long_text(4), "context": long_text(2), "talk": talk_select()}

    def clean_text(self):
        if not fold(self.cleaned_data["text"]):
            raise ValidationError(_("Il n’y a aucun mot dans ce texte."))
        return self.cleaned_data["text"]

    def clean(self):
        fields = super().clean()
        languages = {(fields.get(name) or name).partition("-")[0] for name in ("language", "translated_from")}
        if len(languages) == 1:
            self.add_error("translated_from", _("C’est la langue du texte."))
        if "talk" in self.changed_data and "heard_at_second" not in self.changed_data:  # it was of another recording
            self.instance.heard_at_second = fields["heard_at_second"] = None
        text, event = fields.get("text"), fields.get("event")
        if text and event and not fields.get("anyway") and {"text", "event"} & set(self.changed_data):
            take(LOCK)  # somebody may be saving the same words
            found = twins(text, event=event, besides=self.instance.pk)
            if found:
                self.fields["anyway"].widget = forms.CheckboxInput()
                self.add_error("anyway", _warning(found))
        return fields


def _warning(quotes):
    links = format_html_join(
        " · ",
        '<a href="{}" target="_blank">{}</a> ({})',
        ((reverse("admin:quotes_quote_change", args=[quote.pk]), quote, quote.author) for quote in quotes),
    )
    return format_html(_("Cette citation semble déjà là : {}. Si c’en est une autre, cochez et enregistrez."), links)


class TweetForm(PlacedForm):
    class Meta:
        widgets = {"text": long_text(4), "talk": talk_select()}


class PasteForm(forms.Form):
    """`tweets` is what was read, once the form is valid: one, unless it `takes_several`."""

    pasted = forms.CharField()

    def __init__(self, *args, takes_several=False, **kwargs):
        super().__init__(*args, **kwargs)
        self._read = read_tweets if takes_several else lambda pasted: [read_tweet(pasted)]

    def clean_pasted(self):
        try:
            self.tweets = self._read(self.cleaned_data["pasted"])
        except UnreadableTweet as error:
            raise ValidationError(str(error)) from error
        if len(self.tweets) > MOST_TWEETS:
            sentence = _("%(most)d tweets au plus à la fois : collez le reste ensuite.")
            raise ValidationError(sentence, params={"most": MOST_TWEETS})
        for tweet in self.tweets:
            if held := Tweet.objects.at(tweet.url).first():
                refused = AlreadyThere(Tweet._meta.get_field("address_key").error_messages["held"], held=held)
                refused.link(anchor(held, str(held)))
                raise refused
        return self.cleaned_data["pasted"]
