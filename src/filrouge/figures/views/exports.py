"""The figures of a period as files."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, policy
from filrouge.common.periods import Period

from .. import engine, exports
from .asked import period_of


@policy(Capability.VIEW_FIGURES)
@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    asked = period_of(slug)
    text = exports.as_csv(list(engine.compute(asked).values()))
    return _file(text, asked, "csv", "text/csv; charset=utf-8")


@policy(Capability.VIEW_FIGURES)
@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    asked = period_of(slug)
    text = exports.as_json(list(engine.compute(asked).values()))
    return _file(text, asked, "json", "application/json")


def _file(text: str, period: Period, ending: str, kind: str) -> HttpResponse:
    name = f"chiffres_{period.slug.replace('..', '_')}.{ending}"
    return HttpResponse(
        text,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
