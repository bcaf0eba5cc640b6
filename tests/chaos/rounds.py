"""Rounds: people work, something is killed and comes back, all is looked at."""

import os
import signal
import threading
import time
from collections import Counter
from random import Random

from django.db import connection
from django.db.models import F
from django.utils import timezone

from alerts.sending import send_alerts
from work.models import Job, Status

from . import checks, kills
from .browser import Browser, Watch
from .deeds import people
from .ledger import Ledger
from .world import World

PATIENCE = 60  # seconds in which all has to be back, and done


class Rounds:
    def __init__(self, site, base, mail, *, seed):
        self.site, self.base, self.mail, self.seed = site, base, mail, seed
        self.ledger = Ledger()
        self.killed, self.backups = Counter(), Counter()
        site.seen = Counter()  # statuses, and errors of the connection
        self.tasks = {}
        self.kinds = [name for name in kills.KILLS if name not in kills.OF_THE_BASE or name in base.kills]

    def begin(self):
        self.site.prepare()
        self.world = World(self.ledger)
        self.site.web.start()
        self.site.work.start()
        self._until(self._answers, "the site does not start")
        self.people = people(self.site, self.ledger, self.world)
        self.watch = Watch(Browser(self.site.port, self.site.seen))
        self.followers = {}

    def play(self, number):
        """[sentence] of what is wrong after the round."""
        random, self.began = Random(f"{self.seed}-{number}"), timezone.now()
        kind = self.kinds[number % len(self.kinds)]
        self.world.replenish(random, many=number % 4 == 0)
        stop = threading.Event()
        threads = [threading.Thread(target=self.watch.run, args=[stop])]
        for place, person in enumerate(self.people):
            threads.append(threading.Thread(target=person.run, args=[stop, Random(f"{self.seed}-{number}-{place}")]))
        for thread in threads:
            thread.start()
        try:
            self._kill(kind, random, number)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        return [f"round {number}, {kind}: {line}" for line in self._settled(random, number)]

    def _kill(self, kind, random, number):
        time.sleep(random.uniform(0.2, 1.5))
        self.tasks = {"send_alerts": self.site.manage("send_alerts")}
        if kind == "backup" or random.random() < 0.15:
            self.tasks["backup"] = self.site.manage("backup", self._folder(number))
        time.sleep(random.uniform(0.5, 2.5))
        kills.KILLS[kind](self, random)
        self.killed[kind] += 1
        self._until(self._answers, f"the site is not back after {kind}")
        time.sleep(random.uniform(0.5, 1))

    def kill_task(self, name):
        """Kill what of it is still running, a program that it started too."""
        task = self.tasks[name]
        if task.poll() is None:
            os.killpg(task.pid, signal.SIGKILL)
        else:
            self.killed[f"{name}, which had ended"] += 1

    def _folder(self, number):
        return self.site.folder / "backups" / str(number)

    def _settled(self, random, number):
        connection.close()
        codes = {name: task.wait() for name, task in self.tasks.items()}
        self._until(self._is_idle, "the worker does not come to an end")
        send_alerts()
        wrong = checks.lost(self.ledger) + checks.stuck() + checks.mail(self.ledger, self.mail.box)
        wrong += checks.alerts(self.mail.box, self.followers)
        wrong += checks.history_differs(since=self.began) + checks.index()
        wrong += checks.search(self.people[-2], random) + self._backup(codes.get("backup"), number)
        wrong += self.site.faults() + [line for person in self.people for line in person.trouble]
        wrong += [f"{count} answers of {code}" for code, count in self.site.seen.items() if code in (500, 502)]
        self._note_followers()
        return wrong

    def report(self):
        """{what: how often}, for docs/reliability.md"""
        mails = Counter(message["Message-ID"] for message in self.mail.box)
        return {
            "killed": dict(self.killed),
            "acknowledged": dict(sorted(self.ledger.acknowledged.items())),
            "left without an answer": dict(+self.ledger.unanswered),
            "mails": {"sent": len(mails), "twice under one Message-ID": sum(count - 1 for count in mails.values())},
            "backups": dict(self.backups),
            "answers": {str(code): count for code, count in self.site.seen.items()},
            "longest away": f"{self.watch.longest:.1f} s",
        }

    def _note_followers(self):
        following = [key for kind, key in self.ledger.cells if kind == "alert"]
        for email in set(following) - self.followers.keys():
            if self.ledger.cells["alert", email].certain:
                self.followers[email] = checks.public()

    def _is_idle(self):
        Job.objects.retried().update(run_after=F("enqueued_at"))  # the later hour is now
        return not Job.objects.filter(status__in=(Status.READY, Status.RUNNING)).exists()

    def _backup(self, code, number):
        """Bring back what is there under its name."""
        folder = self._folder(number)
        if code is None or (code and not folder.exists()):
            self.backups["none"] += code is not None
            return []
        self.backups["whole"] += 1
        self.base.drop(number)
        address = self.base.another(number)
        code = self.site.manage("restore", folder, DATABASE_URL=address, MEDIA_ROOT=f"{folder}-media").wait()
        self.base.drop(number)
        return [f"the backup is not restored: {(self.site.folder / 'restore.log').read_text()}"] if code else []

    def _answers(self):
        try:
            return Browser(self.site.port, Counter()).ask("GET", "/recherche/?q=vigie").status == 200  # kept by nobody
        except Exception:
            return False

    def _until(self, is_so, sentence):
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError(sentence)
            time.sleep(0.1)
