from .api_keys import ApiKey
from .imports import Import, Written
from .webhooks import Webhook

__all__ = ["ApiKey", "Import", "Webhook", "Written"]
