"""The one way a command says no."""


class Failure(Exception):
    """Stops a command with status 1; the message is a whole sentence in French for its user."""
