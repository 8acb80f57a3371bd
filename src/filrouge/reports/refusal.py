"""What a verb of the report answers when it does not do what was asked."""


class RefusedError(Exception):
    """Why not, in a sentence for whoever asked. Nothing was changed."""
