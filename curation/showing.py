"""Which words are shown first, wherever some of them are."""

SHORT = 140  # characters


def best(quotes, most=2):
    """The quotes to be shown first: word for word and short, in the order they come in."""
    chosen = sorted(quotes, key=lambda quote: (not quote.is_verbatim, len(quote.text) > SHORT))[:most]
    return [quote for quote in quotes if quote in chosen and quote.is_verbatim]
