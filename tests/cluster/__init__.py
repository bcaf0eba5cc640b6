"""The site on several servers: none of them has to be there for what it said to be true.

`make cluster` starts a primary and a standby of PostgreSQL, PgBouncer, Redis, two hosts of the site, each with a web
server and a worker, and nginx before them, all on loopback. The people of `tests.chaos` work there while one after the
other is killed. `docs/scale.md` has figures.
"""
