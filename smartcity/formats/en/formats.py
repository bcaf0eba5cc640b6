"""English here is British: the day before the month, and hours to 24."""

from django.conf.locale.en_GB.formats import *  # noqa: F403 - Django reads the names that it knows

DATETIME_FORMAT = "j F Y, H:i"
DATE_FORMAT = "j F Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
TIME_FORMAT = "H:i"
