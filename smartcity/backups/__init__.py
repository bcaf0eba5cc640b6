"""What the site holds, written into a folder, and brought back from it.

manifest.json                       when, by which release, of what; the sha256 of each other file
database.sqlite3 | database.dump    the base: an SQLite file, or PostgreSQL's custom format
media/…                             MEDIA_ROOT
"""

from django.db import connection

from . import postgresql, sqlite


def engine():
    """The module that writes and loads a base like the site's."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
