from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.core import checks
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
        from django.conf import settings

        from curation import deriving, lacks, likeness, stored, tallies
        from events import likeness as events_alike
        from events import searched as events
        from events.guards import guard_talks, guard_wholes
        from exchange.keeping import KEPT
        from members import auditing, proving
        from members.roles import sync_roles
        from privacy import keeping
        from quotes import duplicates
        from quotes import searched as quotes
        from search import lookups, rebuilding, triggers
        from search.described import describe
        from speakers import likeness as speakers_alike
        from speakers import searched as speakers
        from themes import likeness as themes_alike
        from themes import searched as themes
        from themes.guards import guard_tree

        from . import proxies
        from .kept import tables
        from .migrating import when_whole

        if settings.SENTRY_DSN:
            from . import reporting

            reporting.start(settings.SENTRY_DSN)
        auditing.connect()
        email_confirmed.connect(proving.on_proof)
        password_reset.connect(proving.on_reset)
        keeping.TABLE.extend(KEPT)
        lookups.register()
        likeness.know(*speakers_alike.COMPARED, *themes_alike.COMPARED, *events_alike.COMPARED, *duplicates.COMPARED)
        describe(*speakers.DESCRIBED, *themes.DESCRIBED, *events.DESCRIBED, *quotes.DESCRIBED)
        checks.register(proxies.check_proxy, deploy=True)
        pre_migrate.connect(triggers.lift, sender=self)
        columns = (deriving.after_migrate, stored.after_migrate, tallies.after_migrate, lacks.after_migrate)
        guards = (guard_talks, guard_wholes, guard_tree)
        indexes = (rebuilding.after_migrate, likeness.after_migrate)
        after = when_whole(*columns, *guards, sync_roles, *indexes, tables.after_migrate)
        post_migrate.connect(after, sender=self, weak=False)
