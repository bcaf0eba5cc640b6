from django.db import models


class Stale(models.Model):
    """An entry of the public index that may be wrong: triggers write it, the next search deletes it."""

    entry = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.entry)
