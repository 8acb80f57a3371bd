"""The harness itself: what it promises to catch is caught."""

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

from tests.harness.client import faults_of
from tests.harness.readonly import GetWrote, ReadOnlyGets


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<p style="color:red">', "<p style=…>"),
        ("<style>p{}</style>", "<style>"),
        ("<script>alert(1)</script>", "<script> without src"),
        ('<a onclick="go()">', "<a onclick=…>"),
        ('<img src="https://example.org/a.png">', "nothing comes from elsewhere"),
        ('<link rel="stylesheet" href="//example.org/a.css">', "nothing comes from elsewhere"),
        ('<p id="a"></p><p id="a"></p>', "two elements"),
        ('<form method="post"><button>x</button></form>', "csrf"),
    ],
)
def test_a_fault_is_seen(page: str, fault: str) -> None:
    assert any(fault in found for found in faults_of(page))


def test_a_sound_page_has_no_fault() -> None:
    page = (
        '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x"></form>'
        '<form method="get"></form><script src="/static/a.js"></script><a href="https://x.org">x</a>'
        '<script type="application/json">{}</script><p id="a" class="once"></p>'
    )
    assert faults_of(page) == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_may_not_write(method: str) -> None:
    def page(_request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE access_user SET role = ''")
        return HttpResponse()

    request = HttpRequest()
    request.method = method
    with pytest.raises(GetWrote):
        ReadOnlyGets(page)(request)
    request.method = "POST"
    ReadOnlyGets(page)(request)


def test_an_unknown_template_variable_fails() -> None:
    template = engines["django"].from_string("{{ nobody.knows }}")
    with pytest.raises(pytest.fail.Exception, match=r"nobody\.knows"):
        template.render({})
