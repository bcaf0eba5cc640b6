"""What the search keeps beside its index, which is no model: on each engine it is a table of another make."""

from django.db import models


class Stale(models.Model):
    """A place whose entry may be wrong; triggers note it (see `watching`), whoever writes the entry deletes it."""

    place = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.place)


class Word(models.Model):
    """A word that a public text had when it was indexed. It may be gone since: ask the index before it is shown."""

    folded = models.CharField(max_length=50, unique=True)
    printed = models.CharField(max_length=60)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.printed


class Near(models.Model):
    """A key under which misspelt forms of a word are found (see `spelling`), and the word: both are in the id.

    There are ten of each word: a table with columns, and an index of them, would be three times as large.
    """

    id = models.BigAutoField(primary_key=True)  # SQLite keeps any other key a second time

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
