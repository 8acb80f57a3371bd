"""What a reader gets when the journal cannot be written: an honest page, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from .journal import NoJournal


class NoJournalNoPage:
    """Answers 503, without content, wherever an act or a reading could not be written down.

    On every page at once: none has to remember it. What the page had begun is undone by the
    transaction that the journal's line belongs to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NoJournal):
            return None
        return render(request, "audit/no_journal.html", status=503)
