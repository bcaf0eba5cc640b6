from django.db import migrations


def verify(apps, schema_editor):
    """The accounts that are there were made by staff, who knew their addresses."""
    User = apps.get_model("members", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    known = EmailAddress.objects.values("user")
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email.lower(), verified=True, primary=True)
        for user in User.objects.exclude(pk__in=known)
    )


class Migration(migrations.Migration):

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("members", "0002_accounts"),
    ]

    operations = [migrations.RunPython(verify, migrations.RunPython.noop)]
