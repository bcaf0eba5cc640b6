"""The pages of one curated record besides its form."""


class RecordPages:
    """To be mixed into an admin class."""
