from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("speakers", "0001_initial")]

    operations = [migrations.DeleteModel("Renamed"), migrations.DeleteModel("Likeness")]
