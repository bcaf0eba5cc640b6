"""Small files of every format, invented; `FILES` is {name of the format: [bytes]}."""

import io
import json
import zipfile
from datetime import date, datetime, time

from openpyxl import Workbook

FRAB = b"""<?xml version="1.0" encoding="utf-8"?>
<schedule>
 <version>2</version>
 <conference>
  <acronym>rues15</acronym><title>Rencontres des rues</title><subtitle>Deux nuits</subtitle>
  <start>2015-07-08</start><end>2015-07-09</end><days>2</days><time_zone_name>Europe/Paris</time_zone_name>
  <base_url>https://rues.example/</base_url>
 </conference>
 <day index="1" date="2015-07-08" start="2015-07-08T10:00:00+02:00" end="2015-07-09T04:00:00+02:00">
  <room name="Hall" guid="h1">
   <event guid="g1" id="1">
    <date>2015-07-08T10:00:00+02:00</date><start>10:00</start><duration>00:45</duration><room>Hall</room>
    <slug>ouvrir</slug><url>https://rues.example/ouvrir</url>
    <recording><license>CC BY 4.0</license><optout>true</optout></recording>
    <title>Ouvrir la rue</title><subtitle>Un mot</subtitle><track>Axe nord</track><type>podium</type>
    <language>fra</language><abstract>Court.</abstract><description>&lt;p&gt;Long.&lt;/p&gt;</description>
    <persons><person id="7" guid="p7">Anne Roy</person><person id="8">Bo Lind</person></persons>
    <links><link href="https://rues.example/1">Plan</link></links>
    <attachments><attachment href="/fichiers/rues.odp">Support</attachment></attachments>
    <video_download_url>https://rues.example/1.webm</video_download_url>
   </event>
  </room>
  <room name="Cour">
   <event guid="g2" id="2">
    <start>00:30</start><duration>01:00</duration><title>Nuit</title><type>concert</type><language>xx</language>
    <persons/>
   </event>
   <event guid="g3" id="3"><title>Sans heure</title></event>
  </room>
 </day>
</schedule>
"""

PRETALX = {
    "schedule": {
        "url": "https://rues.example/programme/",
        "version": "3",
        "conference": {
            "acronym": "rues15", "title": "Rencontres des rues", "start": "2015-07-08", "end": "2015-07-09",
            "daysCount": 2, "time_zone_name": "Europe/Paris",
            "days": [{
                "index": 1, "date": "2015-07-08", "day_start": "2015-07-08T10:00:00+02:00",
                "day_end": "2015-07-09T04:00:00+02:00",
                "rooms": {"Hall": [{
                    "guid": "g1", "code": "ABC123", "id": 1, "date": "2015-07-08T10:00:00+02:00", "start": "10:00",
                    "duration": "00:45", "room": "Hall", "url": "https://rues.example/ouvrir", "title": "Ouvrir la rue",
                    "subtitle": "Un mot", "track": "Axe nord", "type": "Table ronde", "language": "fr",
                    "abstract": "Court.", "description": "Long.", "recording_license": "CC BY 4.0",
                    "do_not_record": False,
                    "persons": [{"code": "XYZ789", "public_name": "Anne Roy", "biography": "Elle marche.", "id": 7}],
                    "links": [{"title": "Plan", "url": "https://rues.example/1"}], "attachments": [],
                }]},
            }],
        },
    }
}  # fmt: skip

SUBMISSIONS = {
    "count": 4,
    "next": "https://rues.example/api/events/rues15/submissions/?page=2",
    "results": [
        {
            "code": "ABC123", "title": "Ouvrir la rue", "state": "confirmed", "abstract": "Court.",
            "description": "Long.", "content_locale": "fr", "duration": 45, "do_not_record": True,
            "submission_type": {"id": 1, "name": {"en": "Panel", "fr": "Table ronde"}},
            "track": {"id": 2, "name": {"en": "North", "fr": "Axe nord"}}, "tags": [{"tag": "rue"}],
            "speakers": [{"code": "XYZ789", "name": "Anne Roy", "biography": "Elle marche.", "avatar_url": "https://a.b"}],
            "resources": [{"resource": "https://rues.example/rues.pdf", "description": "Diapositives"}],
            "slots": [
                {"id": 1, "room": {"id": 3, "name": {"fr": "Hall"}}, "start": "2015-07-08T10:00:00+02:00",
                 "end": "2015-07-08T10:45:00+02:00"},
                {"id": 2, "room": {"id": 3, "name": {"fr": "Hall"}}, "start": "2015-07-09T10:00:00+02:00",
                 "end": "2015-07-09T10:45:00+02:00"},
            ],
        },
        {"code": "DEF456", "title": "Tombée", "state": "canceled", "submission_type": "Talk", "speakers": ["QQQ111"]},
        {"code": "GHI789", "title": "Refusée", "state": "rejected", "submission_type": "Talk"},
    ],
}  # fmt: skip
BY_DAY = {
    "schedule": {"2015-07-08": {"600": {"3": SUBMISSIONS["results"][0]}, "610": {}}},
    "extra": {"2015-07-08": {"750": {"id": "midi", "title": {"fr": "Repas"}}}},
}

SESSIONIZE = {
    "sessions": [
        {
            "id": "11", "title": "Ouvrir la rue", "description": "Long.", "startsAt": "2015-07-08T10:00:00",
            "endsAt": "2015-07-08T10:45:00", "isServiceSession": False, "isPlenumSession": True,
            "speakers": ["a1", "perdu"], "categoryItems": [1, 2, 3, 4, 5], "roomId": 9,
            "liveUrl": "https://rues.example/direct", "recordingUrl": "https://rues.example/1.mp4",
            "status": "Accepted", "questionAnswers": [{"questionId": 1, "answerValue": "non"}],
        },
        {"id": "12", "title": "Repas", "startsAt": "2015-07-08T12:00:00", "isServiceSession": True, "roomId": 9},
        {"id": "13", "title": "En attente", "status": "Waitlisted", "speakers": ["a1"]},
    ],
    "speakers": [
        {
            "id": "a1", "firstName": "Anne", "lastName": "Roy", "fullName": "Anne Roy", "bio": "Elle marche.",
            "tagLine": "Maire de Sèvres", "profilePicture": "https://rues.example/a.png", "sessions": [11],
            "links": [
                {"title": "X", "url": "https://twitter.com/anneroy", "linkType": "Twitter"},
                {"title": "Site", "url": "https://anne.example/", "linkType": "Blog"},
                {"title": "Autre", "url": "https://autre.example/", "linkType": "Other"},
            ],
        },
        {"id": "b2", "fullName": "Jamais Dite"},
    ],
    "categories": [
        {"id": 1, "title": "Session format", "items": [{"id": 1, "name": "Panel"}]},
        {"id": 2, "title": "Parcours", "items": [{"id": 2, "name": "Axe nord"}]},
        {"id": 3, "title": "Langue", "items": [{"id": 3, "name": "Français"}]},
        {"id": 4, "title": "Niveau", "items": [{"id": 4, "name": "Débutant"}]},
        {"id": 5, "title": "Sujets", "items": [{"id": 5, "name": "rue"}, {"id": 6, "name": "eau"}]},
    ],
    "rooms": [{"id": 9, "name": "Hall", "sort": 1}],
}  # fmt: skip


def _at(hour, day="2015-07-08"):
    return {"date": day, "time": hour, "tz": "Europe/Paris"}


INDICO = {
    "count": 1,
    "results": [
        {
            "_type": "Conference", "id": "12", "title": "Assises des rues", "type": "conference",
            "description": "<p>Deux jours.</p>", "startDate": _at("09:00:00"), "endDate": _at("18:00:00", "2015-07-09"),
            "timezone": "Europe/Paris", "location": "Cité des rues", "url": "https://rues.example/12",
            "chairs": [{"first_name": "Zoé", "last_name": "Noir"}], "organizer": "Ville de Sèvres",
            "contributions": [{
                "id": "1", "db_id": 101, "title": "Ouvrir la rue", "startDate": _at("10:00:00"), "duration": 45,
                "room": "Hall", "description": "Long.", "type": "Oral", "track": "Axe nord", "keywords": ["rue"],
                "url": "https://rues.example/12/1",
                "speakers": [{"fullName": "Roy, Anne", "affiliation": "Ville de Sèvres", "email": "a@b.example",
                              "person_id": 7}],
                "folders": [{"title": "Slides", "attachments": [{"title": "rues.pdf",
                                                                "download_url": "https://rues.example/rues.pdf"}]}],
                "subContributions": [{"id": "1", "db_id": 301, "title": "Une rue", "duration": 10}],
            }],
            "sessions": [
                {"id": "2", "title": "Débat", "startDate": _at("14:00:00"), "endDate": _at("15:00:00"), "room": "Cour",
                 "conveners": [{"first_name": "Bo", "last_name": "Lind", "id": "8"}]},
                {"id": "3", "title": "Matinée", "conveners": [{"fullName": "Lind, Bo", "id": "8"}],
                 "contributions": [{"id": "4", "title": "Une place",
                                    "speakers": [{"fullName": "Roy, Anne", "id": 7}]}]},
            ],
        }
    ],
}  # fmt: skip

VIDEO = {
    "title": "Ouvrir la rue", "description": "Long.", "summary": "Court.", "duration": 2700, "language": "fra",
    "recorded": "2015-07-08", "copyright_text": "CC BY 4.0", "speakers": ["Anne Roy", "Bo Lind"], "tags": ["rue"],
    "thumbnail_url": "https://rues.example/1.jpg", "quality_notes": "son faible", "slug": "ouvrir",
    "related_urls": [{"label": "Slides", "url": "https://rues.example/rues.pdf"}, "https://rues.example/plan"],
    "videos": [
        {"type": "youtube", "url": "https://www.youtube.com/watch?v=1"},
        {"type": "mp3", "url": "https://rues.example/1.mp3", "size": 9},
        {"type": "inconnu", "url": "https://rues.example/1"},
    ],
}  # fmt: skip
CATEGORY = {
    "title": "Rencontres des rues", "url": "https://rues.example/", "description": "Deux nuits", "alias": "vieux",
    "start_date": "2015-07-08", "end_date": "2015-07-09",
}  # fmt: skip


def pyvideo(*, category=CATEGORY, video=VIDEO):
    files = {"rues-2015/category.json": category, "rues-2015/videos/ouvrir.json": video}
    return {path: json.dumps(tree).encode() for path, tree in files.items()}


def zipped(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return data.getvalue()


ICAL = """BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Rencontres des rues
X-WR-TIMEZONE:Europe/Paris
X-WR-CALDESC:Deux nuits
BEGIN:VEVENT
UID:u1
DTSTAMP:20150101T000000Z
SUMMARY;LANGUAGE=fr:Ouvrir la rue\\, et la place
DTSTART;TZID=Europe/Paris:20150708T100000
DTEND:20150708T084500Z
LOCATION:Hall
DESCRIPTION:Un
  mot.\\n\\nhttps://rues.example/1
URL:https://rues.example/1
CATEGORIES:rue,place
CATEGORIES:eau
STATUS:CANCELLED
GEO:48.8;2.3
ATTENDEE;CN=Bo Lind;ROLE=CHAIR:mailto:bo@b.example
ATTENDEE;CN=Anne Roy:mailto:anne@b.example
ORGANIZER;CN="Ville de Sèvres":mailto:ville@b.example
ATTACH:https://rues.example/slides.pdf
CONFERENCE;VALUE=URI:https://rues.example/direct
END:VEVENT
BEGIN:VEVENT
UID:u2
SUMMARY:Marche
DTSTART;VALUE=DATE:20150709
DTEND;VALUE=DATE:20150710
RRULE:FREQ=WEEKLY
STATUS:TENTATIVE
ORGANIZER;CN="Ville de Sèvres":mailto:ville@b.example
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

ROWS = [
    ["Titre", "Intervenants", "Fonction", "Organisation", "Jour", "Début", "Fin", "Salle", "Thèmes", "Langue", "Vidéo",
     "Diapositives", "Type", "État", "Notes", "Animé par", "Lien"],
    ["Ouvrir la rue", "Anne Roy (maire, Ville de Sèvres) ; Bo Lind", "", "", "8 juillet 2015", "10 h", "10h45", "Hall",
     "rue, place", "Français", "https://rues.example/1.mp4", "https://rues.example/1.pdf", "Table ronde", "annulé",
     "deux chaises", "Cy Petit", "https://rues.example/1"],
    ["Nuit", "Dé Voss", "musicienne", "Fanfare", "08/07/2015", "23 h 30 – 0 h 30", "", "Cour", "", "", "", "", "", "",
     "", "", ""],
]  # fmt: skip


def csv(rows=ROWS, *, delimiter=";", encoding="utf-8-sig"):
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\r\n".join(quoted).encode(encoding)


def xlsx(rows):
    book, data = Workbook(), io.BytesIO()
    book.active.title = "Programme"
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


CELLS = [
    ["Titre", "Intervenante 1", "Intervenante 2", "Date", "Début", "Fin", "Salle"],
    ["Ouvrir la rue", "Anne Roy", "Bo Lind", date(2015, 7, 8), time(10), time(10, 45), 12],
    ["Nuit", "", "", "", datetime(2015, 7, 8, 23, 30), "", ""],
]


def json_of(tree):
    return json.dumps(tree, ensure_ascii=False).encode()


LINES = """Mercredi 8 juillet 2015
9 h Accueil
9 h 30 – 10 h 15 Ouvrir la rue — Anne Roy, maire, Ville de Sèvres ; Bo Lind, luthier
Table ronde : les quais – animée par Mme Zoé Dupont (géographe, Université du Port)
"""


FILES = {
    "frab": [FRAB],
    "pretalx": [json_of(PRETALX), json_of(SUBMISSIONS), json_of(BY_DAY)],
    "sessionize": [json_of(SESSIONIZE)],
    "indico": [json_of(INDICO)],
    "ical": [ICAL],
    "pyvideo": [zipped(pyvideo())],
    "table": [csv(), csv(delimiter="\t", encoding="utf-16"), xlsx(CELLS)],
    "lines": [LINES.encode()],
}
