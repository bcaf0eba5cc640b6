"""Uploads in a bucket of S3's kind. It stays private: the site hands them out itself (`smartcity.media`)."""

from urllib.parse import quote

from botocore.config import Config
from botocore.exceptions import BotoCoreError
from django.conf import settings
from storages.backends.s3 import S3Storage

PATIENCE = Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 2})  # seconds


class Bucket(S3Storage):
    def __init__(self, **options):
        super().__init__(client_config=PATIENCE, default_acl=None, file_overwrite=False, **options)

    def url(self, name, **kwargs):
        """The site's own address: no page names another host, nor gives away one of a draft's picture."""
        return settings.MEDIA_URL + quote(name)

    def _open(self, name, mode="rb"):
        try:
            return super()._open(name, mode)
        except BotoCoreError as error:
            raise ConnectionError("The bucket does not answer") from error
