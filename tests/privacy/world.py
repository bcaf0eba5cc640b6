"""A base in which one person stands in everything that may hold a name, beside somebody of the same surname."""

import json
import zlib
from contextlib import suppress
from urllib.parse import unquote_plus

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection

from curation import history, merging
from curation.models import Revision
from events.models import Appearance
from language.folding import fold
from members.models import Application
from privacy.models import Report
from quotes.models import QuoteLink
from recaps.models import Proposal, Recap, Span
from tests import builders as make
from tests.alerts.follows import follow

NAME = "Zéphyrine Quillévéré"
NAME_MARKS = ["zephyrine", "zquille", "z quillevere"]
WORD_MARKS = ["xylographes"]
WORDS = "les xylographes gravent la ville que nous voulons"
ARTICLE = f"« {WORDS} », dit Zéphyrine Quillévéré à Paul Quillévéré. Mme Quillévéré rit, Z. Quillévéré aussi."


def told(**fields):
    """The recap of an article that tells of her and of Paul, with what was found in it."""
    recap = Recap.objects.create(
        title=f"Rencontre avec {NAME}",
        author=NAME,
        canonical=ARTICLE,
        pasted=f"<p>{ARTICLE}</p>".encode(),
        marks=[{"kind": "link", "start": 0, "end": 4, "value": "https://exemple.fr/zephyrine-quillevere/"}],
        **fields,
    )
    start = ARTICLE.index(WORDS)
    proposal = recap.proposals.create(
        kind=Proposal.Kind.QUOTE,
        start=start,
        end=start + len(WORDS),
        fields={"speaker": NAME, "text": WORDS},
        cue=f"dit {NAME}",
    )
    begin = ARTICLE.index("Zéphyrine")
    fields = {"name": NAME, "forms": ["Z. Quillévéré"], "handle": "zquille"}
    recap.proposals.create(kind=Proposal.Kind.SPEAKER, start=begin, end=begin + len(NAME), fields=fields)
    return recap, proposal


def world():
    """{name of a row: the row}"""
    by = make.user(role="curator")
    house = make.organization(name="Atelier Burin")
    her = make.speaker(
        name=NAME, sort_name="Quillévéré, Zéphyrine", handle="zquille", headline="maire", biography=f"{NAME} grave."
    )
    her.picture.save("portrait.webp", ContentFile(b"portrait"))
    her.aliases.create(name="Zéphyrine Quillévéré-Dubosc")
    history.write(her, by=by, action=Revision.Action.ADDED)
    her.slug = "zephyrine-graveuse"
    her.save()
    paul = make.speaker(name="Paul Quillévéré")
    event = make.event(title=f"Hommage à {NAME}", summary=f"Avec {NAME} et Paul Quillévéré.", venue="Salle Dubosc")
    talk = make.talk(title=f"{NAME} et la ville", event=event, abstract="Z. Quillévéré parle.", speakers=[her, paul])
    Appearance.objects.create(event=event, speaker=her, job_title="maire", organization=house, role="host")
    source = make.source(title=f"Entretien avec {NAME}", author="QUILLÉVÉRÉ, Zéphyrine", event=event)
    source.url = "https://exemple.fr/entretien-zephyrine-quillevere"
    source.save()
    hers = make.quote(text=WORDS, speaker=her, talk=talk, source=source, context=f"{NAME} parle de gravure.")
    attributed = make.quote(text=f"Oui, {WORDS}", attribution=f"{NAME}, maire", event=event)
    pauls = make.quote(text=f"Merci à {NAME} et à @zquille pour la ville", speaker=paul, talk=talk)
    QuoteLink.objects.create(source=pauls, target=hers, kind="echoes", note=f"il répond à {NAME}")
    tweet = make.tweet(
        text="xylographes de tous les pays, gravez cette ville", author_name=NAME, handle="zquille",
        speaker=her, talk=talk, url="https://twitter.com/zquille/status/12",
    )  # fmt: skip
    mention = make.tweet(text="Bravo @zquille et #ZéphyrineQuillévéré !", event=event)
    mention.mentioned_speakers.add(her, paul)
    rows = {"her": her, "paul": paul, "event": event, "talk": talk, "source": source, "hers": hers, "tweet": tweet}
    rows |= {"attributed": attributed, "pauls": pauls, "mention": mention, "house": house}
    for row in (event, talk, source, hers, attributed, pauls, tweet, mention):
        history.write(row, by=by, action=Revision.Action.ADDED)
    thrown = make.quote(text=f"{WORDS}, jetée", speaker=her, event=event)
    history.delete(thrown, by=by)
    history.delete(make.quote(text="les xylographes jetés naguère", attribution=NAME, event=event), by=by)
    binned = make.speaker(name=NAME, slug="zephyrine-bis")
    history.delete(binned, by=by)
    merging.merge(her, make.speaker(name="Zéphyrine Quillévéré", slug="zephyrine-ter", headline="graveuse"), by=by)
    theme = make.theme(name="gravure")
    merging.merge(theme, make.theme(name="estampe", description=f"Selon {NAME}."), by=by)
    rows |= {"theme": theme} | around(rows, by)
    return rows


def around(rows, by):
    """What members and curators made of it."""
    recap, proposal = told(event=rows["event"], added_by=by)
    Span.objects.create(recap=recap, proposal=proposal, start=proposal.start, end=proposal.end, quote=rows["hers"])
    proposal.effects = [{"model": "quotes.quote", "pk": rows["hers"].pk, "before": None, "after": {"text": WORDS}}]
    proposal.effects += [
        {
            "model": "quotes.tweet",
            "pk": rows["tweet"].pk,
            "before": {"speaker_id": None},
            "after": {"speaker_id": rows["her"].pk},
        }
    ]
    proposal.record = rows["pauls"]
    proposal.save()
    start = ARTICLE.index("dit Z")
    recap.proposals.create(
        kind=Proposal.Kind.PARAPHRASE, start=start, end=start + 8, fields={"speaker": NAME, "text": f"dit {NAME}"}
    )
    records = [rows["hers"], rows["tweet"], rows["pauls"], rows["talk"]]
    dossier = make.dossier(owner=make.user(role="member"), title=f"Sur {NAME}", note=f"Relire {NAME}", records=records)
    dossier.items.update(note="Z. Quillévéré, p. 12")
    follow(owner=dossier.owner, speaker=rows["her"], name=f"Suivre {NAME}")
    alert = follow(owner=dossier.owner, query="q=z%C3%A9phyrine+quill%C3%A9v%C3%A9r%C3%A9")
    kept = follow(owner=dossier.owner, query="q=ville", name=f"Ville et {NAME}")
    make.saved_list(owner=by, name=f"Sur {NAME}", narrowed=[["q", NAME]])
    Application.objects.create(user=make.user(), reason=f"{NAME} m’a parlé de vous.")
    report = Report.objects.create(
        record=rows["hers"], kind="withdrawal", words=f"Je suis {NAME}.", email="x@exemple.fr", language="fr"
    )
    return {
        "recap": recap, "proposal": proposal, "dossier": dossier, "share": make.share(dossier=dossier, with_notes=True),
        "alert": alert, "kept": kept, "report": report,
    }  # fmt: skip


def tables():
    """Yield (table, column, text) of all that the database keeps, whatever made it, as folded text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((table, column, read(value)) for column, value in zip(columns, row, strict=True) if value)


def read(value):
    """A value as a folded text; names of addresses, hashtags and JSON's escapes are read as they are meant."""
    if isinstance(value, bytes | memoryview):
        with suppress(zlib.error):
            value = zlib.decompress(value)
        value = bytes(value).decode("latin-1")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if "\\u" in text:
        text = json.dumps(json.loads(text), ensure_ascii=False) if text[:1] in '[{"' else text
    return fold(unquote_plus(text))


def left(marks):
    """[(table, column, mark)] of those of the marks that stand anywhere."""
    return sorted({(table, column, mark) for table, column, text in tables() for mark in marks if mark in text})


def kinds_of(rows):
    return [row for row in rows.values() if hasattr(row, "get_absolute_url")]


def has_type(model):
    return ContentType.objects.get_for_model(model)
