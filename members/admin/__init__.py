from . import accounts, joining  # noqa: F401 - registered on import
