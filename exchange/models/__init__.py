from .answers import Answer
from .api_keys import ApiKey
from .imports import Import, Written
from .webhooks import Webhook

__all__ = ["Answer", "ApiKey", "Import", "Webhook", "Written"]
