"""The yardsticks: what Django does anyway, under the same server, with the same base.

`hello` is a view that says so; `cards` is what a page costs at least that asks one indexed query and fills in an
18.5 kB template: a list of quotes, with a file for each card, a date, a slug and capitals.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from smartcity.environment import database

DEFAULT = [  # as `startproject` writes them
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CARDS = 32

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    LANGUAGE_CODE="fr",
    # Kept open, or SQLite would read the schema of the site anew for each answer.
    DATABASES={"default": database(os.environ["DATABASE_URL"]) | {"CONN_MAX_AGE": 600}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=DEFAULT if os.environ["PLAIN_MIDDLEWARE"] == "default" else [],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
)
django.setup()


class Card(models.Model):
    event_id = models.BigIntegerField()
    text = models.TextField()
    language = models.CharField()
    created_at = models.DateTimeField()

    class Meta:
        app_label = "plain"
        managed = False
        db_table = "quotes_quote"

    def __str__(self):
        return self.text


def hello(request):
    return HttpResponse("Bonjour.")


def cards(request, event):
    return render(request, "cards.html", {"cards": Card.objects.filter(event_id=event)[:CARDS]})


urlpatterns = [path("", hello), path("<int:event>/", cards)]
application = get_wsgi_application()
