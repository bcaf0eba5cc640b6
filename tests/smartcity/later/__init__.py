"""The migrations of `alerts` with one more, as a later version might have them."""
