"""Log lines without personal data: they tell where a fault is, never what a record held."""

import logging
import traceback
from types import TracebackType

type ExcInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PlainFormatter(logging.Formatter):
    """Writes an exception as its type and its places in the code, leaving its message out.

    A database quotes the refused row in its message, a parser the cell it could not read: both
    would put a name or a diagnosis in a file that nobody watches over.
    """

    def formatException(self, ei: ExcInfo) -> str:
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        lines = [f"{kind.__module__}.{kind.__qualname__}"]
        for frame in traceback.extract_tb(trace):
            lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
        return "\n".join(lines)


def logging_settings(level: str) -> dict[str, object]:
    """Django's LOGGING: one line per event on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {
                "()": "filrouge.config.logs.PlainFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": level, "propagate": False},
            "django.server": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        },
    }
