from collections import OrderedDict
from threading import Lock


class Store:
    """Pages of one content version, within `room` bytes: what was asked for longest ago goes first.

    Addresses with a query have a quarter of the room to themselves. Anybody may make up as many as he likes, and they
    push out nothing but each other.
    """

    def __init__(self, room):
        self.version, self.lock = "", Lock()
        self.plain, self.queried = Share(room - room // 4), Share(room // 4)

    def get(self, address, environ):
        share = self._share(address)
        with self.lock:
            page = share.get(address)
            if page and page.varies:
                page = share.get((address, *page.asked(environ)))
        return page

    def keep(self, address, environ, page):
        share = self._share(address)
        with self.lock:
            if page.version != self.version:
                self.plain.clear()
                self.queried.clear()
                self.version = page.version
            share.put(address, page)
            if page.varies:
                share.put((address, *page.asked(environ)), page)

    def _share(self, address):
        return self.queried if address[-1] else self.plain


class Share:
    def __init__(self, room):
        self.room, self.used, self.pages = room, 0, OrderedDict()

    def get(self, key):
        page = self.pages.get(key)
        if page:
            self.pages.move_to_end(key)
        return page

    def put(self, key, page):
        if page.size > self.room:
            return
        if before := self.pages.pop(key, None):
            self.used -= before.size
        self.pages[key] = page
        self.used += page.size
        while self.used > self.room:
            _, gone = self.pages.popitem(last=False)
            self.used -= gone.size

    def clear(self):
        self.pages.clear()
        self.used = 0
