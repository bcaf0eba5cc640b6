from . import imports, webhooks  # noqa: F401 - registered by their import
