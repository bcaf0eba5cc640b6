from collections import OrderedDict
from threading import Lock


class Store:
    """Pages of one content version, within `room` bytes: what was asked for longest ago goes first.

    What is not at an address of the site's own, or varies by what is asked for, has a quarter of the room to itself.
    Anybody may make up as much of that as he likes, and it pushes out nothing else.
    """

    def __init__(self, room):
        self.version, self.lock = "", Lock()
        self.own, self.made_up = Share(room - room // 4), Share(room // 4)

    def get(self, address, environ):
        with self.lock:
            page = self._get(address)
            if page and page.varies:
                page = self._get((*address, *page.asked(environ)))
        return page

    def keep(self, address, environ, page, *, is_own):
        with self.lock:
            if page.version != self.version:
                self.own.clear()
                self.made_up.clear()
                self.version = page.version
            (self.own if is_own else self.made_up).put(address, page)
            if page.varies:
                self.made_up.put((*address, *page.asked(environ)), page)

    def _get(self, key):
        return self.own.get(key) or self.made_up.get(key)


class Share:
    def __init__(self, room):
        self.room, self.used, self.pages = room, 0, OrderedDict()

    def get(self, key):
        page = self.pages.get(key)
        if page:
            self.pages.move_to_end(key)
        return page

    def put(self, key, page):
        size = _size(key, page)
        if size > self.room:
            return
        if before := self.pages.pop(key, None):
            self.used -= _size(key, before)
        self.pages[key] = page
        self.used += size
        while self.used > self.room:
            self.used -= _size(*self.pages.popitem(last=False))

    def clear(self):
        self.pages.clear()
        self.used = 0


def _size(key, page):
    return page.size + sum(len(part or "") for part in key)
