"""`manage.py migrate` to an older version, on a base that people have worked in."""

import json
import os
import subprocess
import sys

from django.conf import settings

GOING_BACK = "from tests.smartcity.going_back import main; main()"


def test_the_way_back_keeps_what_the_older_tables_can_hold_or_says_why_not(unused_base):
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", GOING_BACK],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DEBUG": "1", "DATABASE_URL": unused_base},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    emptied, too_new = found["emptied"], found["too_new"]
    assert emptied["stays"] and too_new["stays"]
    assert emptied["said"].startswith("Avec « quotes » partirait « recaps.0001_initial »")
    assert "Rien n’a été changé." in emptied["said"] and emptied["said"].endswith("migrate recaps zero")
    assert too_new["said"].startswith("« alerts.0003_mails_again » ne se défait pas")
    assert "Rien n’a été changé." in too_new["said"] and "message_id" in too_new["said"]
    assert found["rows"] > 500 and found["lost"] == [] and not found["miscounted"]
    assert found["left"] == []  # of all that is ours, to nothing and up again
    assert found["filled"] == []
