from . import events, parts, talks  # noqa: F401 - registered by their import
