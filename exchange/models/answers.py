from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .api_keys import ApiKey

LONGEST = 200  # characters of a name that a client gives


class Answer(models.Model):
    """What a write by the API was answered, under the name that its client gave it (Idempotency-Key).

    Whoever asks the same again, of the same `digest`, gets it again, and nothing is written twice.
    """

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="answers")
    name = models.CharField(max_length=LONGEST)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(encoder=DjangoJSONEncoder)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key", "name"], name="answer_once")]

    def __str__(self):
        return self.name
