"""What anybody may read, without an account: published editions, and nothing of drafts.

Pages are cut from what was kept at publication. They are the same for every reader, so browsers
and proxies may keep them; before publication every address answers 404.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from filrouge.access.policy import ANYONE, policy

from ..frozen import file_name
from ..models import Artefact, Publication
from ..published import Reading, reading
from . import public_lines

MINUTES = 5
"""How long a page may be kept before asking again: a correction is seen after as much."""
TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@policy(ANYONE)
@require_safe
def years(request: HttpRequest) -> HttpResponseBase:
    """The published years, latest first."""
    rows = Publication.objects.select_related("edition").defer("content")
    latest: dict[int, Publication] = {}
    for row in rows:
        latest.setdefault(row.edition.year, row)
    if not latest:
        raise Http404
    return _page(request, "years", {"publications": list(latest.values())}, rows[0])


@policy(ANYONE)
@require_safe
def cover(request: HttpRequest, year: int, number: int = 0) -> HttpResponseBase:
    """The first page of an edition: contents, downloads, how to read the figures."""
    publication = publication_of(year, number)
    whole = reading(publication)
    found = public_lines.sizes(publication)
    context = {
        "contents": public_lines.contents(whole),
        "downloads": [public_lines.download(kind, found[kind]) for kind in TYPES if kind in found],
        "others": _others(publication),
    }
    return _page(request, "cover", context, publication, number)


@policy(ANYONE)
@require_safe
def part(request: HttpRequest, year: int, code: str, number: int = 0) -> HttpResponseBase:
    """Some chapters of a part, as they were published."""
    publication = publication_of(year, number)
    pages = reading(publication).pages
    at = next((at for at, page in enumerate(pages) if page.code == code), None)
    if at is None:
        return _moved(publication, code, number)
    context = {
        "page": pages[at],
        "before": pages[at - 1] if at else None,
        "after": pages[at + 1] if at + 1 < len(pages) else None,
    }
    return _page(request, "part", context, publication, number)


def _moved(publication: Publication, code: str, number: int) -> HttpResponseBase:
    """A chapter that stands on the page of another: its own address leads there."""
    for page in reading(publication).pages:
        if any(section.code == code for section in page.sections):
            return HttpResponseRedirect(
                f"{_address('part', publication, number, page.code)}#{code}"
            )
    raise Http404


@policy(ANYONE)
@require_safe
def figures(request: HttpRequest, year: int, number: int = 0) -> HttpResponseBase:
    """How the figures are listed: programmes, and what is on each page."""
    publication = publication_of(year, number)
    return _page(
        request,
        "figures",
        {"programmes": public_lines.programmes(reading(publication).sheets)},
        publication,
        number,
    )


@policy(ANYONE)
@require_safe
def sheet(request: HttpRequest, year: int, code: str, number: int = 0) -> HttpResponseBase:
    """Figures of a programme with their bases and definitions."""
    publication = publication_of(year, number)
    sheets = reading(publication).sheets
    at = next((at for at, one in enumerate(sheets) if one.code == code), None)
    if at is None:
        raise Http404
    context = {
        "sheet": sheets[at],
        "chapters": public_lines.chapters(sheets[at]),
        "before": sheets[at - 1] if at else None,
        "after": sheets[at + 1] if at + 1 < len(sheets) else None,
    }
    return _page(request, "sheet", context, publication, number)


@policy(ANYONE)
@require_safe
def one_figure(request: HttpRequest, year: int, id_: str, number: int = 0) -> HttpResponseBase:
    """The place of a figure in the list, whatever page it is on."""
    publication = publication_of(year, number)
    code = reading(publication).sheet_of.get(id_)
    if code is None:
        raise Http404
    return HttpResponseRedirect(f"{_address('sheet', publication, number, code)}#{id_}")


@policy(ANYONE)
@require_safe
def download(request: HttpRequest, year: int, kind: str, number: int = 0) -> HttpResponseBase:
    """A file as it was made at publication; a PDF opens in the browser, the others are saved."""
    if kind not in TYPES:
        raise Http404
    publication = publication_of(year, number)
    kept = Artefact.objects.filter(publication=publication, kind=kind)
    found = kept.only("digest").first()
    if found is None:
        raise Http404
    etag = f'"{found.digest}"'
    unchanged = get_conditional_response(request, etag, int(publication.at.timestamp()))
    if unchanged is not None:
        return _kept(unchanged, etag, publication)
    response = HttpResponse(bytes(found.content), content_type=TYPES[kind])
    place = "inline" if kind == "pdf" else "attachment"
    response["Content-Disposition"] = f'{place}; filename="{file_name(publication)}.{kind}"'
    return _kept(response, etag, publication)


def publication_of(year: int, number: int = 0) -> Publication:
    """The edition asked for, the last one without a number; 404 when it was not published."""
    rows = Publication.objects.select_related("edition").defer("content").filter(edition__year=year)
    found = (rows.filter(number=number) if number else rows).first()
    if found is None:
        raise Http404
    return found


def _others(publication: Publication) -> list[Publication]:
    """The other editions of the same year, latest first."""
    rows = Publication.objects.filter(edition=publication.edition_id).defer("content")
    return list(rows.exclude(pk=publication.pk).select_related("edition"))


def _address(name: str, publication: Publication, number: int, *more: str) -> str:
    """An address of the same edition: with its number when the reader asked for one."""
    year = publication.edition.year
    if number:
        return reverse(f"reports:public_{name}_of", args=[year, number, *more])
    return reverse(f"reports:public_{name}", args=[year, *more])


def _page(
    request: HttpRequest,
    name: str,
    context: dict[str, Any],
    publication: Publication,
    number: int = 0,
) -> HttpResponseBase:
    """A page in French, the same for everybody: no session, no token, no reader in it."""
    whole: Reading | None = None if name == "years" else reading(publication)
    with translation.override("fr"):
        html = render_to_string(
            f"reports/public/{name}.html",
            {
                "publication": publication,
                "document": whole.document if whole else None,
                "top": _address("cover", publication, number) if whole else "",
                "figures_url": _address("figures", publication, number) if whole else "",
                "corrected": bool(number) and publication.number != _last(publication),
                **context,
            },
        )
    etag = f'"{sha256(html.encode()).hexdigest()[:32]}"'
    response = HttpResponse(html)
    unchanged = get_conditional_response(request, etag, int(publication.at.timestamp()), response)
    return _kept(unchanged or response, etag, publication)


def _last(publication: Publication) -> int:
    rows = Publication.objects.filter(edition=publication.edition_id).order_by("-number")
    return rows.values_list("number", flat=True)[0]


def _kept(response: HttpResponseBase, etag: str, publication: Publication) -> HttpResponseBase:
    """Say to browsers and proxies that they may keep the answer."""
    response["ETag"] = etag
    response["Last-Modified"] = http_date(publication.at.timestamp())
    patch_cache_control(response, public=True, max_age=MINUTES * 60)
    return response
