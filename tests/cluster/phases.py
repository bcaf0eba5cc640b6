"""What is killed, one after the other, while people work; and how it comes back."""

import contextlib
import time

from tests.chaos.rounds import Rounds

from . import servers
from .watching import watchers

REDIS_AWAY = 5  # seconds
STANDBY_AWAY = 5


def nothing(phases):
    pass


def redis(phases):
    phases.site.redis.kill()
    time.sleep(REDIS_AWAY)
    phases.site.redis.start()


def web(phases):
    """As systemd brings it back."""
    host = phases.site.web.units[0]
    host.kill()
    host.come_back()


def standby(phases):
    """Commits wait for it, until whoever watches over the servers lets them go on alone; then it comes back."""
    servers.kill(phases.pair.standby)
    time.sleep(servers.NOTICED)
    phases.pair.wait_for(is_sure=False)
    time.sleep(STANDBY_AWAY)
    phases.pair.standby.start()
    phases.follow_surely()


def primary(phases):
    servers.kill(phases.pair.primary)
    phases.pair.promote()


def unsure_primary(phases):
    """The same where no commit waits for the standby, and the two are cut from each other a moment before."""
    phases.pair.wait_for(is_sure=False)
    phases.pair.cut()
    time.sleep(2)
    primary(phases)


# {title: (what is done, whether what was acknowledged may be lost by it)}
KINDS = {
    "nothing": (nothing, False),
    "Redis": (redis, False),
    "a web server": (web, False),
    "the standby": (standby, False),
    "the primary": (primary, False),
    "the primary, asynchronous and cut off": (unsure_primary, True),
}


class Phases(Rounds):
    """The rounds of `tests.chaos`, in which each server of the cluster is killed once."""

    def __init__(self, site, pair, mail, *, seed, seconds):
        super().__init__(site, pair, mail, seed=seed)
        self.pair, self.seconds, self.kinds = pair, seconds, list(KINDS)

    def begin(self):
        self.site.redis.start()
        super().begin()
        self.follow_surely()
        self.watchers = watchers(self.site, self.world, self.people[0])
        for watcher in self.watchers:
            watcher.start()

    def follow_surely(self):
        self._until(lambda: self.pair.is_followed("state = 'streaming'"), "the standby does not follow")
        self.pair.wait_for(is_sure=True)
        self._until(lambda: self.pair.is_followed("sync_state = 'sync'"), "no commit waits for the standby")

    def play_all(self):
        """[sentence] of what was wrong in the first phase in which anything was."""
        self.begin()
        return next(filter(None, map(self.play, range(len(self.kinds)))), [])

    def play(self, number):
        """[sentence] of what is wrong after a phase, and may not be."""
        before = self._acknowledged()
        # Limits are counted by all processes together here: who asks for a new password too often is told so.
        lost = [
            line for line in super().play(number) if "reset_password: Unexpected" not in line or " 429 " not in line
        ]
        wrong = [line for watcher in self.watchers for line in watcher.wrong]
        kind = self.kinds[number]
        counts = [self._acknowledged() - before, len(lost), len(wrong)]
        print(kind, *counts, *self.away, self.served, sep=" | ", flush=True)
        for watcher in self.watchers:
            watcher.wrong.clear()
        return [] if KINDS[kind][1] else lost + wrong

    def _acknowledged(self):
        return sum(self.ledger.acknowledged.values()) + len(self.watchers[0].written.known)

    def _kill(self, kind, random, number):
        before = self.pair.served()
        time.sleep(self.seconds / 4)
        self.served = f"{(self.pair.served() - before) / (self.seconds / 4):.0f} a second"
        self.killed_at = time.monotonic()
        KINDS[kind][0](self)
        self._until(self._answers, f"the site is not back after {kind}")
        time.sleep(self.seconds * 3 / 4)

    def _settled(self, random, number):
        self.away = [f"{watcher.away(self.killed_at):.1f} s" for watcher in self.watchers]
        if self.pair.standby is self.pair.primary:  # it was promoted
            self.pair.follow()
            self.follow_surely()
        with contextlib.ExitStack() as stack:
            for watcher in self.watchers:  # what they write meanwhile would be neither here nor there
                stack.enter_context(watcher.turn)
            return super()._settled(random, number)
