from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SmartcityConfig(AppConfig):
    name = "smartcity"
    verbose_name = "Smart City"

    def ready(self):
        from members.roles import sync_roles

        # The last app installed: by then every app has its permissions.
        post_migrate.connect(sync_roles, sender=self)
