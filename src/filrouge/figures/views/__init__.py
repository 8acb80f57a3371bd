"""Pages of the figures. What depends on the reader's rights is decided here, never below."""
