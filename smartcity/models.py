"""None. Django tells the end of a migration only to apps that have this module, and our wiring waits for that."""
