"""The site's settings for tests: production's ways, with what would be slow or would leave a trace replaced."""

import os

os.environ |= {"DEBUG": "1", "DEMO": "0", "EMAIL_URL": "consolemail://"}
os.environ |= dict.fromkeys(["REDIS_URL", "STANDBY_DATABASE_URL", "MEDIA_BUCKET_URL"], "")
os.environ["SITE_URL"] = "http://testserver"  # where the test client asks

from smartcity.settings import *  # noqa: F403 - the environment has to be set first

DEBUG = False
KEPT_PAGES = 8
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
CACHES["cards"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "cards"}  # noqa: F405 - of the settings above
