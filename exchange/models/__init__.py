from .api_keys import ApiKey
from .webhooks import Webhook

__all__ = ["ApiKey", "Webhook"]
