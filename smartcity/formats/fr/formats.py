"""Numbers as French typography sets them; Django has a wider space there."""

THOUSAND_SEPARATOR = "\u202f"
