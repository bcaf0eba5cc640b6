"""Several people at the same moment: one is first, the others read so, and nothing that they typed is lost."""

from functools import partial

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME as TICKED
from django.db import connection
from django.test import Client
from django.urls import reverse

from alerts.models import Alert
from curation.deeds import Merge
from curation.models import Curated, Revision, Status
from dossiers.models import Item
from events.models import Event, Talk
from members import joining
from members.models import Application, Invitation, User
from members.roles import sync_roles
from quotes.models import Quote, Source, Tweet
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.admin_forms import posted
from tests.together import at_once, browsers
from themes.models import Theme

MANY = 8
ROUNDS = 4
PASSWORD = "un-mot-de-passe-jamais-vu"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time by itself"),
]


@pytest.fixture(autouse=True)
def roles(transactional_db):
    sync_roles()


def page(record, name="change"):
    opts = record._meta
    args = [] if isinstance(record, type) else [record.pk]
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args)


def posting(browser, address, **typed):
    """Work: fill the form of a page and send it."""
    sent = posted(browser.get(address), **typed)
    return lambda: browser.post(address, sent)


def statuses(answers):
    return sorted(answer.status_code for answer in answers)


# New records. What is typed of each, so that no two may be the same; the event goes without saying.
NEW = {
    "speaker": (Speaker, {"name": "Anne Course"}),
    "speaker of one address": (Speaker, {"name": "Anne Course", "slug": "anne"}),
    "speaker of one handle": (Speaker, {"name": "Anne Course", "handle": "anne"}),
    "speaker of another name": (Speaker, {"name": "Anne Course", "slug": "anne", "aliases-0-name": "A. Course"}),
    "organization": (Organization, {"name": "Amis du vélo"}),
    "theme": (Theme, {"name": "vélo"}),
    "event": (Event, {"title": "Foire du vélo"}),
    "talk": (Talk, {"title": "Rouler en ville", "event": None}),
    "source": (Source, {"title": "Foire", "url": "https://journal.example/foire"}),
    "quote": (Quote, {"text": "Nous roulons tous en ville.", "attribution": "une élue", "event": None}),
    "tweet": (
        Tweet,
        {"text": "On roule", "author_name": "Anne", "handle": "anne", "posted_on": "2015-07-08", "event": None}
        | {"url": "https://twitter.com/anne/status/618000"},
    ),
}


def test_every_curated_record_is_among_them():
    curated = {model for model in admin.site._registry if issubclass(model, Curated)}
    assert {model for model, _typed in NEW.values()} == curated


@pytest.mark.parametrize("kind", NEW)
def test_one_is_made_and_the_others_are_led_to_it_with_what_they_typed(kind):
    model, typed = NEW[kind]
    if "event" in typed:
        typed = typed | {"event": make.event().pk}
    answers = at_once(*(posting(browser, page(model, "add"), **typed) for browser in browsers(MANY)))
    assert statuses(answers) == [200] * (MANY - 1) + [302]
    record = model.objects.get()
    for answer in answers:
        if answer.status_code == 200:
            assert f'href="{page(record)}"' in answer.content.decode()
            assert typed.items() <= {name: _number(text) for name, text in posted(answer).items()}.items()
    assert Revision.objects.of(record).count() == 1


def _number(text):
    return int(text) if isinstance(text, str) and text.isdecimal() else text


@pytest.mark.parametrize("kind", ["speaker", "organization", "event", "talk"])
def test_those_who_know_that_theirs_is_another_make_it(kind):
    model, typed = NEW[kind]
    typed = typed | ({"event": make.event().pk} if "event" in typed else {})
    people, address = browsers(MANY), page(model, "add")
    people[0].post(address, posted(people[0].get(address), **typed))
    asked = [person.post(address, posted(person.get(address), **typed)) for person in people]
    answers = at_once(
        *(lambda p=person, a=answer: p.post(address, posted(a)) for person, answer in zip(people, asked, strict=True))
    )
    # Whoever comes upon yet another that was made meanwhile is asked again.
    assert 302 in statuses(answers) and set(statuses(answers)) <= {200, 302}
    assert model.objects.count() == 1 + statuses(answers).count(302)


@pytest.mark.parametrize("model", [Speaker, Organization, Theme])
def test_in_the_picker_too(model):
    answers = at_once(
        *(lambda b=browser: b.post(page(model, "create"), {"name": "Course"}) for browser in browsers(MANY))
    )
    assert statuses(answers) == [200] + [409] * (MANY - 1)
    made = model.objects.get()
    told = {line["id"] for answer in answers for line in answer.json().get("candidates", ())}
    assert told == {str(made.pk)}


def test_another_person_of_that_name_is_made_in_the_picker_by_each_who_says_so():
    sent = {"name": "Anne Course", "anyway": "1"}
    answers = at_once(*(lambda b=browser: b.post(page(Speaker, "create"), sent) for browser in browsers(4)))
    assert (statuses(answers), Speaker.objects.count()) == ([200] * 4, 4)


# Records that are there


def test_an_address_is_given_to_one():
    people = [make.speaker() for _place in range(4)]
    works = [posting(b, page(p), slug="anne") for b, p in zip(browsers(4), people, strict=True)]
    answers = at_once(*works)
    assert statuses(answers) == [200, 200, 200, 302]
    assert Speaker.objects.filter(slug="anne").count() == 1


def test_a_theme_that_goes_while_a_quote_takes_it_is_a_sentence():
    one, other = browsers(2)
    event = make.event()
    for number in range(ROUNDS):
        theme = make.theme(name=f"vélo {number}")
        typed = {"text": f"Nous roulons {number} fois.", "attribution": "une élue", "event": event.pk}
        adding = posting(one, page(Quote, "add"), **typed, themes=[theme.pk])
        deleting = partial(other.post, page(theme, "delete"), {"post": "yes"})
        added, deleted = at_once(adding, deleting)
        assert added.status_code in (200, 302) and deleted.status_code in (200, 302)
        made = Quote.objects.filter(text=typed["text"]).first()
        assert bool(made) == (added.status_code == 302)
        if made:
            assert list(made.themes.all()) == [theme]
        else:
            assert "errorlist" in added.content.decode()


def test_two_who_merge_the_same_two_merge_them_once():
    kept, gone = make.speaker(), make.speaker()
    make.quote(speaker=gone)
    address = f"{page(Speaker, 'merge')}?one={kept.pk}&other={gone.pk}"
    answers = at_once(*(lambda b=browser: b.post(address, {"kept": kept.pk}) for browser in browsers(4)))
    assert set(statuses(answers)) <= {200, 302} and Merge.objects.count() == 1
    assert Quote.objects.get().speaker == kept


def test_a_merge_takes_along_what_is_written_meanwhile():
    one, other = browsers(2)
    event, kept = make.event(), make.speaker()
    for number in range(ROUNDS):
        gone = make.speaker()
        words = f"Nous roulons {number} fois."
        adding = posting(one, page(Quote, "add"), text=words, speaker=gone.pk, event=event.pk)
        address = f"{page(Speaker, 'merge')}?one={kept.pk}&other={gone.pk}"
        added, merged = at_once(adding, lambda a=address: other.post(a, {"kept": kept.pk}))
        assert (added.status_code in (200, 302), merged.status_code) == (True, 302)
        assert {quote.speaker for quote in Quote.objects.filter(text=words)} <= {kept}


def test_what_was_deleted_comes_back_once():
    person = make.speaker(name="Anne Course")
    one, *others = browsers(4)
    one.post(page(person, "delete"), {"post": "yes"})
    back = reverse("admin:curation_revision_restore", args=[Revision.objects.get(action="deleted").pk])
    answers = at_once(*(lambda b=browser: b.post(back) for browser in others))
    assert set(statuses(answers)) <= {200, 302} and Speaker.objects.get() == person


# Lists


def deed(browser, model, action, rows, **more):
    sent = {"action": action, "index": 0, TICKED: [row.pk for row in rows], **more}
    return lambda: browser.post(page(model, "changelist"), sent)


@pytest.mark.parametrize("model", [Speaker, Theme, Talk, Quote])
def test_deeds_on_a_list_and_the_edits_of_its_rows_are_each_done_or_not_at_all(model):
    editor, publisher, hider, deleter = browsers(4)
    kind, name = model._meta.model_name, "text" if model is Quote else "title" if model is Talk else "name"
    for _round in range(ROUNDS):
        rows = [getattr(make, kind)(status=Status.DRAFT) for _place in range(5)]
        answers = at_once(
            posting(editor, page(rows[2]), **{name: f"Corrigé {rows[2].pk}"}),
            deed(publisher, model, "publish", rows),
            deed(hider, model, "unpublish", rows[::-1]),
            deed(deleter, model, "delete_selected", rows, post="yes"),
        )
        assert set(statuses(answers)) <= {200, 302}
        left = model.objects.filter(pk__in=[row.pk for row in rows])
        assert left.count() in (0, 5)
        for row in rows:
            revisions = [revision.action for revision in Revision.objects.of(row).order_by("pk")]
            assert revisions.count("deleted") == (0 if left else 1) and revisions[-1:] != ["deleted"] * bool(left)
        for row in left:
            assert row.folded == model.objects.get(pk=row.pk).folded == _folded(row)


def _folded(row):
    return row._meta.get_field("folded").value_of(row)


def test_themes_are_added_to_what_it_is_called_by_now():
    one, other = browsers(2)
    theme = make.theme()
    for number in range(ROUNDS):
        talk = make.talk(title="Avant")
        answers = at_once(
            posting(one, page(talk), title=f"Après {number}"),
            deed(other, Talk, "add_themes", [talk], themes=[theme.pk], sure="1"),
        )
        assert set(statuses(answers)) <= {200, 302}
        talk.refresh_from_db()
        assert talk.folded == _folded(talk)


def test_two_who_delete_the_same_delete_it_once():
    rows = [make.speaker() for _place in range(5)]
    answers = at_once(*(deed(browser, Speaker, "delete_selected", rows, post="yes") for browser in browsers(3)))
    assert set(statuses(answers)) <= {200, 302} and not Speaker.objects.exists()
    assert Revision.objects.filter(action="deleted").count() == 5


# Visitors and members


def test_who_asks_twice_to_join_has_one_account_and_both_answers_are_the_same():
    sent = {"name": "Anne Course", "email": "anne@exemple.fr", "reason": "Pour chercher.", "password1": PASSWORD}
    visitors = [Client(raise_request_exception=False) for _place in range(4)]
    answers = at_once(*(lambda v=visitor: v.post("/adhesion/", sent) for visitor in visitors))
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {
        (302, "/compte/adresse/verifier/")
    }
    assert (User.objects.count(), Application.objects.count()) == (1, 1)


@pytest.mark.parametrize("known", [False, True])
def test_an_invitation_is_taken_up_once(known):
    invitation = Invitation.objects.create(email="anne@exemple.fr")
    if known:
        make.user(email="anne@exemple.fr")
    sent = {"name": "Anne Course", "password1": PASSWORD}
    visitors = [Client(raise_request_exception=False) for _place in range(4)]
    answers = at_once(*(lambda v=visitor: v.post(joining.link(invitation), sent) for visitor in visitors))
    assert set(statuses(answers)) <= {200, 302, 410}
    invitation.refresh_from_db()
    assert invitation.user == User.objects.get(email="anne@exemple.fr")


def test_two_who_invite_the_same_invite_them_once():
    works = [posting(b, page(Invitation, "add"), addresses="anne@exemple.fr, luc@exemple.fr") for b in browsers(4)]
    answers = at_once(*works)
    assert statuses(answers) == [302] * 4 and Invitation.objects.count() == 2


def test_two_accounts_of_one_address_are_one():
    sent = {"email": "anne@exemple.fr", "name": "Anne", "password1": PASSWORD, "password2": PASSWORD}
    people = browsers(4, role="administrator")
    answers = at_once(*(posting(b, page(User, "add"), **sent) for b in people))
    assert statuses(answers) == [200, 200, 200, 302]
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert "anne@exemple.fr" in posted(refused)["email"] and "errorlist" in refused.content.decode()


def same_member(count):
    [browser], found = browsers(1, role="member"), []
    for _place in range(count):
        other = Client(raise_request_exception=False)
        other.cookies = browser.cookies
        found.append(other)
    return found


def test_following_twice_is_following_once():
    theme = make.theme()
    address = reverse("alerts:follow_theme", args=[theme.slug])
    answers = at_once(*(posting(browser, address) for browser in same_member(4)))
    assert statuses(answers) == [302] * 4 and Alert.objects.count() == 1


def test_adding_twice_to_a_dossier_is_adding_once():
    members, quote = same_member(4), make.quote()
    dossier = make.dossier(owner=User.objects.get())
    sent = {"quote": quote.pk, "dossier": dossier.pk}
    answers = at_once(*(lambda m=member: m.post("/dossiers/ajouter/", sent) for member in members))
    assert statuses(answers) == [302] * 4 and Item.objects.count() == 1


def test_a_dossier_that_is_erased_while_something_is_added_is_gone():
    one, other = same_member(2)
    for _round in range(ROUNDS):
        quote, dossier = make.quote(), make.dossier(owner=User.objects.get())
        one.post(f"/dossiers/{dossier.pk}/jeter/")
        sent = {"quote": quote.pk, "dossier": dossier.pk}
        answers = at_once(
            lambda d=dossier: one.post(f"/dossiers/{d.pk}/effacer/"),
            lambda d=dossier: other.post(f"/dossiers/{d.pk}/reprendre/"),
            lambda s=sent: other.post("/dossiers/ajouter/", s),
        )
        assert set(statuses(answers)) <= {302, 404}
