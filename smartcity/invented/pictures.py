"""A few pictures, drawn: hills for events, a head and shoulders for people. Most records have none, as in life."""

import random
from io import BytesIO

from PIL import Image, ImageDraw

from curation.pictures import reencoded, write_squares

HUES = ("#0b5d5b", "#5c918d", "#8fb5b1", "#b5cfcb", "#d3e2de")
CREDIT = "Dessin, faute de photo"


def illustrate(events, people):
    for event in events:
        _give(event, _hills(event.slug), alt=f"Des collines dessinées, pour {event.title}")
    for person in people:
        _give(person, _bust(person.slug), alt=f"Une silhouette dessinée, pour {person.name}")


def _give(record, image, *, alt):
    file = BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    record.picture.save("dessin.webp", reencoded(file), save=False)
    record.picture_alt, record.picture_credit = alt, CREDIT
    type(record).objects.filter(pk=record.pk).update(
        picture=record.picture.name, picture_alt=alt, picture_credit=CREDIT
    )
    write_squares(record)


def _hills(slug):
    chance, size = random.Random(slug), (960, 640)
    image = Image.new("RGB", size, HUES[-1])
    draw = ImageDraw.Draw(image)
    for depth, hue in enumerate(reversed(HUES[:-1])):
        top = 200 + 110 * depth
        for _ in range(3):
            x, wide = chance.randrange(-200, 960), chance.randrange(500, 900)
            draw.ellipse((x, top + chance.randrange(60), x + wide, top + 700), fill=hue)
    return image


def _bust(slug):
    hue = random.Random(slug).choice(HUES[:3])
    image = Image.new("RGB", (400, 400), HUES[-1])
    draw = ImageDraw.Draw(image)
    draw.ellipse((130, 70, 270, 230), fill=hue)
    draw.ellipse((60, 250, 340, 560), fill=hue)
    return image
