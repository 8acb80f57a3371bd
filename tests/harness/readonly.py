"""A GET must not write: in tests, one that does raises where it does so."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

WRITES = re.compile(
    r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|DROP|ALTER|CREATE|TRUNCATE)\s+"?(\w+)', re.I
)
# A session may be renewed by reading, and reading people's records is itself written down.
ALLOWED = frozenset({"django_session", "audit_journalentry", "audit_journalperson"})


class GetWrote(AssertionError):
    """A page that only reads sent a write to the database."""


def refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
) -> Any:
    found = WRITES.match(sql)
    if found and found[1].lower() not in ALLOWED:
        raise GetWrote(f"a GET wrote: {sql[:200]}")
    return execute(sql, params, many, context)


class ReadOnlyGets:
    """Middleware of the tests only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)
