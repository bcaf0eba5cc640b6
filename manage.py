#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection

from exchange.releases import OLDER_TABLES, is_migrated

# Commands that ask nothing of the site, and so run without its variables, as in development.
ALONE = {"read_recap"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
    if ALONE.intersection(sys.argv[1:2]) and "DEMO" not in os.environ:
        os.environ.setdefault("DEBUG", "1")
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        if "migrate" in sys.argv[1:2] or is_migrated(connection):
            raise
        sys.exit(f"{str(error).strip()}\n{OLDER_TABLES}")
