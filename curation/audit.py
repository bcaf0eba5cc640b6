"""What people did that an operator may have to account for later: an event a line of the log, by keys alone."""

import logging

logger = logging.getLogger("audit")


def note(event, *, by=None, **about):
    """Log `event`, the account it was done by and the keys of what it was done to; never a name or an address."""
    fields = {"event": event, "by": getattr(by, "pk", None)} | about
    logger.info(" ".join(f"{name}=%({name})s" for name in fields), fields)
