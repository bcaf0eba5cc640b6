from .api_keys import ApiKey

__all__ = ["ApiKey"]
