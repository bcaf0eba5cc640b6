"""What is typed into the search of a list of Django's admin."""

MOST_WORDS = 100
MOST_SIGNS = 5_000


def words_of(text):
    """The words of `text` that a list looks for: each costs a condition, of which SQLite takes a thousand, and it
    refuses a pattern of 50,000 bytes. Nobody types as much."""
    return text[:MOST_SIGNS].split()[:MOST_WORDS]


class TypedSearch:
    """To be mixed into an admin class that searches by Django's `search_fields`."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, " ".join(words_of(search_term)))
