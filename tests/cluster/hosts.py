"""The hosts of the site, each with a web server and a worker, and nginx before them."""

import os

from tests.chaos.ports import free_port
from tests.chaos.site import Site, Unit

from . import servers

HOSTS = ("one", "two")
# Which may call itself as it likes, as root may, and whoever is root of nothing else.
HOST = ["unshare", "--uts", *(["--user", "--map-root-user"] if os.geteuid() else []), "sh", "-c"]


class HostedUnit(Unit):
    """A unit on a host of its own name, by which workers know what they left."""

    def __init__(self, name, site, host, *changes, **variables):
        super().__init__(name, site, *changes)
        self.log = site.folder / f"{name}-{host}.log"
        self.words = [*HOST, f'hostname {host} && exec "$@"', "-", *self.words]
        self.variables = variables

    def start(self):
        self.process = self.site.start(self.words, self.log, **self.variables)


class Group:
    """Units that are started and stopped as one."""

    def __init__(self, units):
        self.units = units

    def start(self):
        for unit in self.units:
            unit.start()

    def stop(self):
        for unit in self.units:
            unit.stop()


class Hosts(Site):
    """What `tests.chaos` takes for a site: `port` is that of nginx."""

    def __init__(self, folder, variables, redis):
        super().__init__(folder, variables)
        self.redis = redis
        ports = [free_port() for _host in HOSTS]
        self.nginx = servers.nginx(folder, self.port, ports)
        named = zip(HOSTS, ports, ("127.0.0.1", "localhost"), strict=True)
        webs, works = [], []
        for host, port, at in named:
            # Locks of one process on a host go by the address of the base, and these two are on one host in truth.
            address = {"DATABASE_URL": variables["DATABASE_URL"].replace("127.0.0.1", at)}
            webs.append(HostedUnit("smartcity", self, host, ("--port", str(port)), ("--workers", "1"), **address))
            works.append(HostedUnit("smartcity-work", self, host, **address))
        self.web, self.work = Group([*webs, self.nginx]), Group(works)
        self.logs = [unit.log for unit in [*webs, *works]] + [folder / "send_alerts.log"]

    def stop(self):
        super().stop()
        self.redis.stop()
