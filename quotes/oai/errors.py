class Refused(Exception):
    """The protocol's answer to what cannot be answered; `code` is one of its own."""

    def __init__(self, code, words=""):
        super().__init__(words or code)
        self.code = code
