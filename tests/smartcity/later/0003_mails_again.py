from django.db import migrations


class Migration(migrations.Migration):
    """One mail of an alert may be sent again: what was asked of the tables before is not any more."""

    dependencies = [("alerts", "0002_once")]

    operations = [migrations.RemoveConstraint("delivery", "delivery_once_a_mail")]
