"""Which browser the browser tests drive, and how it is started."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NEEDED = (
    "Chromium is not installed: browser tests did not run (on Debian: apt install chromium). "
    "FILROUGE_CHROMIUM names one elsewhere."
)
# No sandbox: CI runs as root. The rest keeps the browser from talking to anyone but our server.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Path of an installed Chromium."""
    named = os.environ.get("FILROUGE_CHROMIUM")
    return next((path for name in (named, *NAMES) if name and (path := shutil.which(name))), None)
