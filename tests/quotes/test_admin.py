from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import escape

from curation.models import Revision
from quotes.models import Quote, Tweet
from tests import builders as b
from tests.admin_forms import posted

pytestmark = pytest.mark.django_db

PASTED = "#fasmartcity @carlosmorenoFR « Comment ? » @inconnue — Kawaa (@kawaa_co) 8 Juillet 2015"


def page(model, action="changelist", *args, **query):
    return reverse(f"admin:quotes_{model}_{action}", args=args, query=query)


@pytest.fixture
def curator(client):
    client.force_login(b.user(role="curator"))
    return client


@pytest.fixture
def editor(client):
    client.force_login(b.user(role="editor"))
    return client


def save(client, address, **changes):
    """Send the shown form back with `changes`; returns the page that says what is wrong, or None once saved."""
    response = client.post(address, posted(client.get(address), **changes))
    return None if response.status_code == 302 else response


def words(response):
    return response.content.decode()


def test_a_quote_is_written_without_its_outer_guillemets(curator):
    event, speaker, theme = b.event(), b.speaker(), b.theme()
    changes = {"text": "« La ville apprend »", "event": event.pk, "speaker": speaker.pk, "themes": [theme.pk]}
    assert save(curator, page("quote", "add"), **changes) is None
    quote = Quote.objects.get()
    assert (quote.text, quote.event, quote.speaker) == ("La ville apprend", event, speaker)
    assert list(quote.themes.all()) == [theme]


def test_a_new_quote_knows_the_event_and_the_source_from_the_talk(curator):
    talk = b.talk()
    source = b.source(event=talk.event)
    fields = posted(curator.get(page("quote", "add", talk=talk.pk)))
    assert [fields[name] for name in ("event", "talk", "source")] == [str(row.pk) for row in (talk.event, talk, source)]


def test_the_next_quote_starts_where_the_last_one_was(curator):
    talk, speaker = b.talk(), b.speaker()
    address = page("quote", "add", talk=talk.pk)
    changes = {"text": "des mots", "speaker": speaker.pk, "_addanother": "1"}
    response = curator.post(address, posted(curator.get(address), **changes))
    assert response.url == page("quote", "add", event=talk.event_id, talk=talk.pk, speaker=speaker.pk)


def test_a_mangled_address_prefills_nothing(curator):
    assert curator.get(page("quote", "add", talk="x", event="y")).status_code == 200


def test_only_talks_of_the_event_can_be_chosen(curator):
    quote = b.quote(talk=b.talk())
    other = b.talk()
    address = page("quote", "change", quote.pk)
    wrong = save(curator, address, talk=other.pk)
    assert "Cette intervention n’est pas de cet évènement." in words(wrong)
    assert save(curator, address, talk=other.pk, event=other.event_id) is None
    quote.refresh_from_db()
    assert (quote.talk, quote.event) == (other, other.event)


def test_a_near_duplicate_is_saved_only_knowingly(curator):
    twin = b.quote(text="La ville va jouer le rôle de l’entreprise")
    changes = {"text": "« la ville va jouer le role de l'entreprise ! »", "event": twin.event_id, "attribution": "lui"}
    address = page("quote", "add")
    wrong = save(curator, address, **changes)
    assert f'href="{page("quote", "change", twin.pk)}"' in words(wrong)
    assert Quote.objects.count() == 1
    again = posted(wrong)
    assert again["attribution"] == "lui"
    assert curator.post(address, again | {"anyway": "on"}).status_code == 302
    assert Quote.objects.count() == 2


def test_an_unchanged_text_is_not_warned_of_again(curator):
    event = b.event()
    quote, _twin = b.quote(text="les mêmes mots", event=event), b.quote(text="les mêmes mots", event=event)
    assert save(curator, page("quote", "change", quote.pk), context="dit en riant") is None


def test_a_quote_of_nobody_is_refused_in_words(curator):
    event = b.event()
    wrong = save(curator, page("quote", "add"), text="des mots", event=event.pk)
    assert "Il faut dire qui parle" in words(wrong)


@pytest.mark.parametrize("text", ["« »", '""', "« … »", "–"])
def test_a_quote_without_a_word_is_refused(curator, text):
    wrong = save(curator, page("quote", "add"), text=text, event=b.event().pk, attribution="une élue")
    assert "Il n’y a aucun mot dans ce texte." in words(wrong)


def test_a_source_is_of_a_year_in_which_it_may_have_been_written(curator):
    for wrong in ({"published_on": "9999-12-31"}, {"published_on": "0001-01-01"}, {"published_in": "20150"}):
        refused = save(curator, page("source", "add"), title="Utopia", **wrong)
        assert "n’est pas plausible" in words(refused)
    assert save(curator, page("source", "add"), title="Utopia", published_in="1516") is None


def test_the_second_of_a_recording_does_not_go_along_to_another_talk(curator):
    event = b.event()
    first, second = b.talk(event=event), b.talk(event=event)
    quote = b.quote(talk=first, heard_at_second=90)
    address, of_its_event = page("quote", "change", quote.pk), of_event(event, quote.pk)

    def heard(**changes):
        assert save(curator, address, **changes) is None
        quote.refresh_from_db()
        return quote.heard_at_second

    assert heard(context="Vers la fin.") == 90
    assert heard(talk=second.pk) is None
    assert heard(talk=first.pk, heard_at_second=30) == 30
    shown = curator.get(of_its_event, headers=PART)
    curator.post(of_its_event, posted(shown) | {"said-talk": second.pk}, headers=PART)
    quote.refresh_from_db()
    assert (quote.talk, quote.heard_at_second) == (second, None)


def test_no_words_are_translated_from_their_own_language(curator):
    quote = b.quote(language="pt-BR")
    wrong = save(curator, page("quote", "change", quote.pk), translated_from="pt")
    assert "C’est la langue du texte." in words(wrong)
    assert save(curator, page("quote", "change", quote.pk), translated_from="en") is None


def test_the_preview_wears_guillemets_only_if_verbatim(curator):
    address = page("quote", "preview")
    typed = {"text": '"On l\'a dit !"', "language": "fr"}
    verbatim = words(curator.post(address, typed | {"kind": "verbatim"}))
    assert "«\u202fOn l’a dit\u202f!\u202f»" in verbatim
    assert "«" not in words(curator.post(address, typed | {"kind": "paraphrase"}))
    assert curator.get(address).status_code == 405


def test_the_preview_escapes_what_is_typed(curator):
    shown = words(curator.post(page("quote", "preview"), {"text": "<b>", "kind": "verbatim", "language": '"><i>'}))
    assert "<b>" not in shown
    assert "<i>" not in shown


def test_a_saved_quote_is_previewed_without_script(curator):
    quote = b.quote(text="des mots")
    assert "«\u202fdes mots\u202f»" in words(curator.get(page("quote", "change", quote.pk)))


def test_a_pasted_tweet_fills_the_fields(curator):
    event = b.event(hashtag="FASmartCity")
    author, moreno = b.organization(handle="kawaa_co"), b.speaker(handle="CarlosMorenoFR")
    response = curator.post(page("tweet", "paste"), {"pasted": PASTED})
    told = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert "#fasmartcity" in told
    assert "@inconnue" in told
    assert "@carlosmorenoFR" not in told
    form = curator.get(response.url)
    fields = posted(form)
    assert fields["text"] == "#fasmartcity @carlosmorenoFR « Comment ? » @inconnue"
    assert (fields["author_name"], fields["posted_on"]) == ("Kawaa", "2015-07-08")
    assert fields["mentioned_speakers"] == [str(moreno.pk)]
    assert [fields[name] for name in ("event", "organization")] == [str(event.pk), str(author.pk)]
    assert curator.post(response.url, fields).status_code == 302
    tweet = Tweet.objects.get()
    assert (tweet.posted_on, tweet.handle, tweet.organization) == (date(2015, 7, 8), "kawaa_co", author)
    assert list(tweet.mentioned_speakers.all()) == [moreno]


def test_an_unreadable_paste_is_kept_and_explained(curator):
    response = curator.post(page("tweet", "paste"), {"pasted": "ceci n’est pas un tweet"})
    assert "ceci n’est pas un tweet" in words(response)
    assert "On attend le code d’intégration du tweet" in words(response)


@pytest.mark.parametrize(
    ("handle", "said"), [("bob", "Il y a là 2 tweets"), ("bob@piaille.fr", "Il y a là 2 messages")]
)
def test_of_two_pasted_together_nothing_is_lost(curator, handle, said):
    pasted = f"La roue — Ana (@ana) 8 juillet 2015 Le port — Bob (@{handle}) 9 juillet 2015"
    response = curator.post(page("tweet", "paste"), {"pasted": pasted})
    assert said in words(response)
    assert escape(pasted) in words(response)


def test_a_pasted_address_fills_what_it_tells(curator):
    b.event(hashtag="FASmartCity")
    address = "https://piaille.fr/@clairev/114000000000000001"
    response = curator.post(page("tweet", "paste"), {"pasted": address})
    told = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert "Le texte n’est pas dans ce qui fut collé" in told
    fields = posted(curator.get(response.url))
    assert (fields["handle"], fields["url"]) == ("clairev@piaille.fr", address)
    fields |= {"text": "La roue tourne.", "author_name": "Claire Vidal", "event": str(b.event().pk)}
    assert curator.post(response.url, fields).status_code == 302
    assert Tweet.objects.get().handle == "clairev@piaille.fr"


def test_an_address_that_names_no_account_is_of_no_event(curator):
    b.event(handle="")
    response = curator.post(page("tweet", "paste"), {"pasted": "https://bsky.app/profile/did:plc:x9/post/3kzz"})
    assert posted(curator.get(response.url))["event"] == ""


def test_the_form_of_a_new_tweet_starts_with_the_box_to_paste_into(curator):
    assert f'action="{page("tweet", "paste")}"' in words(curator.get(page("tweet", "add")))
    tweet = b.tweet()
    assert f'action="{page("tweet", "paste")}"' not in words(curator.get(page("tweet", "change", tweet.pk)))


@pytest.mark.parametrize("model", ["quote", "tweet", "source"])
def test_an_editor_writes_drafts_only(editor, model):
    row = getattr(b, model)(status="draft")
    assert save(editor, page(model, "change", row.pk), status="published") is None
    row.refresh_from_db()
    assert row.status == "draft"
    published = getattr(b, model)()
    assert editor.post(page(model, "change", published.pk), {"status": "draft"}).status_code == 403


@pytest.mark.parametrize("model", ["quote", "tweet", "source"])
def test_an_editor_reads_what_is_published(editor, model):
    row = getattr(b, model)()
    shown = words(editor.get(page(model, "change", row.pk)))
    assert "Enregistrer" not in shown
    assert str(row) in shown


@pytest.mark.parametrize("address", [page("quote", "preview"), page("tweet", "paste")])
def test_a_member_has_no_business_here(client, address):
    client.force_login(b.user(role="member"))
    assert client.post(address).status_code == 302


def test_what_waits_is_found(curator):
    sourced = {"source": b.source(url="https://exemple.fr/recit"), "themes": [b.theme()]}
    b.quote(text="une source", **sourced)
    bare = b.quote(text="sans source", themes=sourced["themes"])
    assert set(curator.get(page("quote", attend="sans-source")).context["cl"].queryset) == {bare}


def row():
    talk = b.talk(event=b.event(starts_on=date(2015, 7, 8)))
    source, theme = b.source(event=talk.event), b.theme()
    b.quote(talk=talk, speaker=b.speaker(), source=source, themes=[theme])
    b.tweet(talk=talk, speaker=b.speaker(), source=source, themes=[theme])


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_a_list_costs_the_same_for_one_row_and_for_many(curator, django_assert_num_queries, rows):
    for _ in range(rows):
        row()
    for model, queries in {"quote": 9, "tweet": 9, "source": 7}.items():
        with django_assert_num_queries(queries):
            assert curator.get(page(model)).status_code == 200


@pytest.mark.parametrize("model", ["quote", "tweet", "source"])
def test_a_list_is_searched_without_accents(curator, model):
    words = {"source": "title"}.get(model, "text")
    found = getattr(b, model)(**{words: "Évènement d’été"})
    getattr(b, model)()
    assert list(curator.get(page(model, q="evenement ETE")).context["cl"].queryset) == [found]


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_an_editor_has_no_action_that_publishes(editor, action):
    quote = b.quote(status="draft" if action == "publish" else "published")
    before = quote.status
    editor.post(page("quote"), {"action": action, "_selected_action": quote.pk})
    quote.refresh_from_db()
    assert quote.status == before


TAKEN = [
    ("tweet", "https://twitter.com/lea_d/status/777", "https://mobile.twitter.com/Lea_D/status/777?s=20"),
    ("tweet", "https://piaille.example/@lea/5", "http://piaille.example/users/lea/statuses/5"),
    ("source", "https://a.example/x", "http://www.a.example/x/?utm_source=y"),
]


@pytest.mark.parametrize(("model", "held", "typed"), TAKEN)
def test_what_is_already_there_is_refused_with_a_link_to_it(curator, model, held, typed):
    first, second = getattr(b, model)(url=held), getattr(b, model)()
    said = words(save(curator, page(model, "change", second.pk), url=typed))
    assert f'<a href="{page(model, "change", first.pk)}">{escape(first)}</a>' in said
    second.refresh_from_db()
    assert not second.url
    assert save(curator, page(model, "change", first.pk), url=typed) is None


@pytest.mark.parametrize(("model", "held", "typed"), TAKEN)
def test_the_database_refuses_a_second_address_of_one_thing_too(model, held, typed):
    first, second = getattr(b, model)(url=held), getattr(b, model)()
    others = type(first).objects
    assert list(others.at(typed)) == [first]
    second.url = typed
    for write in (second.save, lambda: others.filter(pk=second.pk).update(url=typed)):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    for empty in ("", None):
        others.filter(pk=first.pk).update(url=empty or (None if model == "tweet" else ""))
        assert not others.at(typed).exists() and not others.at(empty).exists()


def test_a_pasted_tweet_that_is_already_there_is_said_to_be(curator):
    held = b.tweet(url="https://x.com/jb_roy/status/618752")
    pasted = (
        '<blockquote class="twitter-tweet"><p>La ville</p>&mdash; J. Roy (@jb_roy) '
        '<a href="https://twitter.com/JB_Roy/status/618752?ref_src=twsrc">July 8, 2015</a></blockquote>'
    )
    said = curator.post(page("tweet", "paste"), {"pasted": pasted})
    assert said.status_code == 200
    assert f'<a href="{page("tweet", "change", held.pk)}">{escape(held)}</a>' in words(said)


def test_only_the_talks_of_the_event_can_be_chosen(curator):
    quote = b.quote(talk=b.talk(title="Ici"))
    second, elsewhere = b.talk(title="Aussi ici", event=quote.event), b.talk(title="Ailleurs")
    form = curator.get(page("quote", "change", quote.pk)).context["adminform"].form
    assert set(form.fields["talk"].queryset) == {quote.talk, second}
    said = words(save(curator, page("quote", "change", quote.pk), talk=elsewhere.pk))
    assert "Cette intervention n’est pas de cet évènement." in said


def test_what_the_next_quote_takes_from_the_last_one_is_said(curator):
    talk, source = b.talk(title="La ville apprend"), b.source(title="Le journal")
    speaker = b.speaker(name="Ana Duval")
    address = page("quote", "add", talk=talk.pk)
    changes = {"text": "des mots", "speaker": speaker.pk, "source": source.pk, "_addanother": "1"}
    shown = words(curator.post(address, posted(curator.get(address), **changes), follow=True))
    assert "Repris de la fiche précédente" in shown
    assert [name for name in ("La ville apprend", "Ana Duval", "Le journal") if f"« {name} »" not in shown] == []


PART = {"HX-Request": "true"}


def of_event(event, *said, kind="quote"):
    return reverse(f"admin:quotes_{kind}_of_event", args=[event.pk, *said])


def test_quotes_are_entered_in_the_page_of_their_event_one_after_the_other(curator):
    talk, speaker = b.talk(), b.speaker(name="Ana Duval")
    source = b.source(event=talk.event)
    address = of_event(talk.event)
    first = posted(curator.get(address, headers=PART))
    changes = {"said-text": "« Un »", "said-talk": talk.pk, "said-speaker": speaker.pk, "_addanother": "1"}
    response = curator.post(address, first | changes, headers=PART, follow=True)
    shown = words(response)
    assert "«\u202fUn\u202f»" in shown and "Repris de la fiche précédente" in shown and "<html" not in shown
    second = posted(response)
    assert [second[f"said-{name}"] for name in ("event", "talk", "speaker", "source", "text")] == [
        str(talk.event_id), str(talk.pk), str(speaker.pk), str(source.pk), ""]  # fmt: skip
    curator.post(address, second | {"said-text": "Deux", "_addanother": "1"}, headers=PART)
    assert [(one.text, one.talk, one.speaker, one.source) for one in Quote.objects.order_by("pk")] == [
        ("Un", talk, speaker, source), ("Deux", talk, speaker, source)]  # fmt: skip


def test_a_quote_that_cannot_be_written_comes_back_in_the_page_of_its_event(curator):
    event = b.event()
    address = of_event(event)
    response = curator.post(address, posted(curator.get(address, headers=PART)) | {"said-text": "Un"}, headers=PART)
    assert "Rien n’est encore enregistré" in words(response)
    assert posted(response)["said-text"] == "Un"
    assert not Quote.objects.exists()


def test_a_quote_is_corrected_in_the_page_of_its_event(curator):
    theme = b.theme()
    quote = b.quote(text="des mots", themes=[theme])
    address = of_event(quote.event, quote.pk)
    fields = posted(curator.get(address, headers=PART)) | {"said-text": "d’autres mots"}
    response = curator.post(address, fields, headers=PART)
    assert response.url == of_event(quote.event)
    quote.refresh_from_db()
    assert (quote.text, list(quote.themes.all())) == ("d’autres mots", [theme])


def test_who_may_but_read_a_quote_reads_it_in_the_page_of_its_event(client):
    quote = b.quote(text="des mots publiés")
    client.force_login(b.user(role="editor"))
    shown = words(client.get(of_event(quote.event, quote.pk), headers=PART))
    assert "des mots publiés" in shown and 'value="Enregistrer' not in shown


def test_a_tweet_is_corrected_in_the_page_of_its_event(curator):
    talk = b.talk()
    tweet = b.tweet(text="Sale pleine", event=talk.event, author_name="Ana")
    other = b.tweet(text="Bravo", event=talk.event)
    shown = curator.get(reverse("admin:events_event_change", args=[talk.event_id]))
    address = of_event(talk.event, tweet.pk, kind="tweet")
    assert address in words(shown)
    fields = posted(curator.get(address, headers=PART)) | {"posted-text": "Salle pleine", "posted-talk": talk.pk}
    response = curator.post(address, fields, headers=PART, follow=True)
    assert response.redirect_chain == [(of_event(talk.event, kind="tweet"), 302)]
    text = words(response)
    assert "Salle pleine" in text and str(other) in text and "messagelist" in text and "<html" not in text
    tweet.refresh_from_db()
    assert (tweet.text, tweet.talk, tweet.author_name) == ("Salle pleine", talk, "Ana")
    assert [revision.action for revision in Revision.objects.of(tweet)] == ["changed"]


def test_a_tweet_that_cannot_be_written_comes_back_in_the_page_of_its_event(curator):
    tweet = b.tweet(event=b.event())
    address = of_event(tweet.event, tweet.pk, kind="tweet")
    fields = posted(curator.get(address, headers=PART)) | {"posted-text": "", "posted-author_name": "Ana"}
    response = curator.post(address, fields, headers=PART)
    assert "Rien n’est encore enregistré" in words(response)
    assert posted(response)["posted-author_name"] == "Ana"


@pytest.mark.parametrize("kind", ["quote", "tweet"])
def test_without_script_what_was_said_at_an_event_has_its_own_page(curator, kind):
    quote = getattr(b, kind)(event=b.event())
    assert curator.get(of_event(quote.event, kind=kind)).url == page(kind, "add", event=quote.event_id)
    assert curator.get(of_event(quote.event, quote.pk, kind=kind)).url == page(kind, "change", quote.pk)


def test_two_tweets_pasted_in_the_page_of_an_event_are_two(curator):
    event, ana = b.event(), b.speaker(handle="ana")
    pasted = "La roue — Ana (@ana) 8 juillet 2015 Le port — Bob (@bob) 9 juillet 2015"
    response = curator.post(page("tweet", "paste", event=event.pk), {"pasted": pasted}, follow=True)
    assert response.redirect_chain[0][0] == f"{reverse('admin:events_event_change', args=[event.pk])}#tweets"
    assert "2 tweets ajoutés en brouillon." in words(response)
    tweets = [(one.text, one.handle, one.speaker, one.event, one.status) for one in Tweet.objects.order_by("pk")]
    assert tweets == [("La roue", "ana", ana, event, "draft"), ("Le port", "bob", None, event, "draft")]
    assert [row.action for row in Revision.objects.of(Tweet.objects.first())] == ["added"]


def test_of_tweets_pasted_together_none_is_written_where_one_cannot_be(curator):
    event = b.event()
    pasted = "La roue — Ana (@ana) 8 juillet 2015\n\nhttps://piaille.fr/@clairev/114000000000000001"
    response = curator.post(page("tweet", "paste", event=event.pk), {"pasted": pasted})
    assert response.status_code == 200
    assert not Tweet.objects.exists()
    assert escape("https://piaille.fr/@clairev") in words(response)


def test_of_very_many_tweets_pasted_together_none_is_written(curator):
    event = b.event()
    pasted = "".join(f"La roue {n} — Ana (@ana) 8 juillet 2015\n" for n in range(101))
    response = curator.post(page("tweet", "paste", event=event.pk), {"pasted": pasted})
    assert "100 tweets au plus à la fois" in words(response)
    assert not Tweet.objects.exists()
