"""How long programmes of 1,000 and of 10,000 talks take to be read: `make bench-programmes`.

Ten times as many talks may take some ten times as long.
"""

import json
import time

from reading.programmes import frab, pyvideo

SIZES = (1_000, 10_000)
LEAST = 0.001  # seconds
LIMIT = 13  # times as long, of ten times as many talks
WORDS = "Le quartier garde la mémoire de ses ateliers et de ses marchés. " * 10


def schedule(talks):
    """A schedule as frab writes it, of so many talks in ten rooms on ten days."""
    days = "".join(f'<day index="{day}" date="2015-07-{day + 10}">{_rooms(day, talks)}</day>' for day in range(10))
    head = "<title>Rencontres</title><acronym>r</acronym><start>2015-07-10</start><end>2015-07-19</end>"
    return f"<?xml version='1.0'?><schedule><conference>{head}</conference>{days}</schedule>".encode()


def _rooms(day, talks):
    numbers = [range(room * talks // 100, (room + 1) * talks // 100) for room in range(day * 10, day * 10 + 10)]
    return "".join(f'<room name="Salle {some.start}">{"".join(map(_talk, some))}</room>' for some in numbers)


def _talk(number):
    return (
        f'<event guid="g{number}" id="{number}"><start>{9 + number % 9}:00</start><duration>00:30</duration>'
        f"<title>Intervention {number}</title><subtitle>Suite</subtitle><track>Axe {number % 7}</track>"
        f"<type>lecture</type><language>fr</language><abstract>{WORDS}</abstract><description>{WORDS} {number}"
        f"</description><recording><license>CC BY 4.0</license><optout>false</optout></recording><persons>"
        f'<person id="{number % 700}">Anne Roy {number % 700}</person><person id="x{number}">Bo Lind</person></persons>'
        f'<links><link href="https://exemple.fr/{number}">Diapos</link></links></event>'
    )


def videos(talks):
    """{path: bytes} of an event as pyvideo has it, of so many talks."""
    files = {"rencontres/category.json": b'{"title": "Rencontres"}'}
    for number in range(talks):
        told = {
            "title": f"Intervention {number}", "description": f"{WORDS}\n\n{WORDS}", "duration": 1800,
            "language": "fra", "recorded": "2015-07-08", "speakers": [f"Anne Roy {number % 700}", "Bo Lind"],
            "related_urls": [{"label": "Diapos", "url": f"https://exemple.fr/{number}"}], "tags": ["ville"],
            "videos": [{"type": "mp4", "url": f"https://exemple.fr/{number}.mp4", "size": 9}],
        }  # fmt: skip
        files[f"rencontres/videos/{number}.json"] = json.dumps(told).encode()
    return files


def cost(read, data, talks):
    start = time.process_time()
    programme = read(data)
    assert sum(len(event.talks) for event in programme.events) == talks
    return time.process_time() - start


def main():
    print("programme       seconds of 1,000 talks    of 10,000    times as long")
    for name, read, made in (("frab", frab.read, schedule), ("pyvideo", pyvideo.read, videos)):
        first, second = (cost(read, made(talks), talks) for talks in SIZES)
        print(f"{name:<16}{first:>22.2f}{second:>13.2f}{second / max(first, LEAST):>17.1f} of {LIMIT} allowed")


if __name__ == "__main__":
    main()
