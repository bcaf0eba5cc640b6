"""A base with a row at least of every kind that an archive holds."""

from io import BytesIO

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from PIL import Image

from alerts.models import Delivery
from alerts.publications import note
from curation import bulk, sets
from curation.models import Seeded
from curation.pairs import Pair
from curation.pictures import write_squares
from events.models import TalkLink
from exchange.archive.chosen import Whole
from exchange.models import ApiKey, Import
from members.models import Invitation
from privacy.models import Forgotten, Gone
from quotes.models import Quote
from recaps.models import Identity
from speakers.models import Speaker
from tests import builders as make
from tests.privacy.world import world as people

# Nothing of ours writes there.
UNUSED = {"admin.logentry", "taggit.tag", "taggit.taggeditem"}


def picture():
    file = BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, "WEBP")
    return ContentFile(file.getvalue(), name="ada.webp")


def world():
    """{name of a row: the row}"""
    rows = people()
    draft = make.event(title="Un évènement à venir", status="draft")
    whole = make.event(title="Une semaine entière", themes=[make.theme(parent=make.theme(name="Espace"))])
    rows["event"].part_of.add(whole)
    talk, by = rows["talk"], rows["dossier"].owner
    topic = make.theme(name="Énergie")
    make.reference(talk=talk, themes=[topic])
    make.quote(talk=talk, themes=[topic]), make.tweet(talk=talk, themes=[topic])
    other = make.talk(event=draft, themes=[topic])
    TalkLink.objects.create(source=talk, target=other, kind="echoes", note="même sujet")
    tweet = make.tweet(talk=talk)
    tweet.mentioned_organizations.add(rows["house"])
    talk.recordings.create(url="https://exemple.fr/film", duration=90)
    talk.documents.create(url="https://exemple.fr/planches", label="Planches")
    rows["event"].partners.create(organization=rows["house"], role="sponsor")
    talk.external_references.create(system="pretalx", identifier="ABC")
    Identity.objects.create(recap=rows["recap"], name="Z. Quillévéré", speaker=rows["her"])
    rows["face"] = make.speaker(name="Ada Fontaine", picture=picture())
    write_squares(rows["face"])
    note()
    sets.start(Quote, [make.quote(status="draft").pk], "publish", by=by)
    Delivery.objects.create(alert=rows["alert"], after=0, until=1, message_id="un@exemple.fr")
    Authenticator.objects.create(user=by, type="totp", data={"secret": "cle"})
    by.user_permissions.add(Permission.objects.get(codename="publish"))
    ApiKey(owner=by, name="Un script").draw()
    Invitation.objects.create(email="invitee@exemple.fr", invited_by=by)
    Forgotten.objects.create(way="erased", keys=["a"], counts={"quotes.quote": 1}, by=by)
    Seeded.objects.create(key="speakers/ada", record=rows["face"], said={"name": "Ada"})
    batch = Import.objects.create(name="programme.json", content=b"{}", report={"b": 1, "a": None}, by=by)
    batch.written.create(record=talk, key="talks/1", said={"title": "Un titre"})
    Gone.objects.create(key="b")
    Pair.set_apart(rows["her"], rows["face"], by=by)
    bulk.set_status_together(whole, {Speaker: [make.speaker(status="draft").pk]}, "published", by=by)
    Speaker.objects.create(name="Parti Demain").delete()  # its key is never given again
    return rows


def empty():
    """The models of which nothing is there."""
    return {model._meta.label_lower for model in Whole(accounts=True).models() if not model._base_manager.exists()}
