import os
import shutil

NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
HOW_TO_INSTALL = "no Chromium here. Install it: apt-get install chromium-headless-shell (or put its path into CHROMIUM)"


def chromium():
    """The path of a Chromium on this machine, or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
