import os
import shutil

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
HOW_TO_INSTALL = "no Chromium here. Install it with: apt-get install chromium (or put its path into CHROMIUM)"


def chromium():
    """The path of a Chromium on this machine, or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
