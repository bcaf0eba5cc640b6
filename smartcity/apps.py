from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate, pre_migrate


class AdminConfig(admin.AdminConfig):
    default = False
    default_site = "smartcity.admin_site.AdminSite"


class SmartcityConfig(AppConfig):
    name = "smartcity"
    verbose_name = "Smart City"

    def ready(self):
        # All our wiring. The last app installed: by then every app has its tables and permissions.
        from allauth.account.signals import email_confirmed, password_reset

        from events.guards import guard_talks, guard_wholes
        from members import proving
        from members.roles import sync_roles
        from privacy import forgetting
        from quotes import stale
        from quotes.rebuilding import after_migrate
        from search import lookups
        from themes.guards import guard_tree

        from . import indexing

        email_confirmed.connect(proving.on_proof)
        password_reset.connect(proving.on_reset)
        lookups.register()
        forgetting.indexes.append(indexing.catch_up)
        post_migrate.connect(guard_talks, sender=self)
        post_migrate.connect(guard_wholes, sender=self)
        post_migrate.connect(guard_tree, sender=self)
        post_migrate.connect(sync_roles, sender=self)
        pre_migrate.connect(stale.lift, sender=self)
        post_migrate.connect(after_migrate, sender=self)
        pre_migrate.connect(indexing.lift, sender=self)
        post_migrate.connect(indexing.after_migrate, sender=self)
