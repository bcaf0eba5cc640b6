#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

# Commands that ask nothing of the site, and so run without its variables, as in development.
ALONE = {"read_recap"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
    if ALONE.intersection(sys.argv[1:2]) and "DEMO" not in os.environ:
        os.environ.setdefault("DEBUG", "1")
    execute_from_command_line(sys.argv)
