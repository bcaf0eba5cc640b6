class BackupError(Exception):
    """Why nothing was written, or brought back: a sentence for whoever asked."""
