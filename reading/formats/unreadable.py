class Unreadable(ValueError):
    """What was given is no article that can be read; `code` is a key of `recaps.refusals.UNREADABLE`."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code
