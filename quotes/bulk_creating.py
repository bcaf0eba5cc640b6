"""Many new posts at once: what `save()` does of each one, in a few queries for each batch of them."""

from curation.batches import AT_ONCE, batches

from .models import Tweet


def add_posts(posts):
    """Save new posts, each of another network or number, and give them their keys."""
    Tweet.objects.bulk_create(posts, batch_size=AT_ONCE)
    unkeyed = [post for post in posts if post.pk is None]
    for some in batches(
        unkeyed
    ):  # SQLite tells no keys before 3.35; the newest row of a number is the one just written
        rows = Tweet.objects.filter(number__in={post.number for post in some}).order_by("pk")
        keys = {(network, number): pk for network, number, pk in rows.values_list("network", "number", "pk")}
        for post in some:
            post.pk = keys[post.network, post.number]
