"""What people take with them from their networks: the archive of X, the outbox of Mastodon."""
