"""A test client that looks at every page it gets: what no page may do fails the test that asked."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

VOID_SCHEMES = ("http://", "https://", "//")
DATA_SCRIPTS = frozenset({"application/json", "application/ld+json"})


class PageFault(AssertionError):
    """The page breaks a rule that holds for every page of the product."""


class _Reader(HTMLParser):
    """Collects the faults of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.identifiers: set[str] = set()
        self.form: str | None = None
        self.has_token = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._look_for_inline(tag, values)
        self._look_for_strangers(tag, values)
        identifier = values.get("id")
        if identifier is not None:
            if identifier in self.identifiers:
                self.faults.append(f"two elements have the id “{identifier}”")
            self.identifiers.add(identifier)
        if tag == "form":
            self.form = values.get("method", "get").lower()
            self.has_token = False
        if tag == "input" and values.get("name") == "csrfmiddlewaretoken":
            self.has_token = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            if self.form == "post" and not self.has_token:
                self.faults.append("a form sends data without its csrf token")
            self.form = None

    def _look_for_inline(self, tag: str, values: dict[str, str]) -> None:
        if tag == "style":
            self.faults.append("a <style> element: styles live in css files")
        if tag == "script" and "src" not in values and values.get("type") not in DATA_SCRIPTS:
            self.faults.append("a <script> without src: scripts live in js files")
        for name in values:
            if name == "style" or (name.startswith("on") and name.isalpha()):
                self.faults.append(f"<{tag} {name}=…>: the content policy blocks it")

    def _look_for_strangers(self, tag: str, values: dict[str, str]) -> None:
        source = values.get("href" if tag == "link" else "src", "")
        if tag in {"link", "script", "img", "iframe", "source"} and source.startswith(VOID_SCHEMES):
            self.faults.append(f"<{tag}> loads {source}: nothing comes from elsewhere")


def faults_of(page: str) -> list[str]:
    """Every rule the page breaks, in words."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.faults


class StrictClient(Client):
    """Django's client; every HTML answer is read and must be without fault."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/html") and not response.streaming:
            faults = faults_of(response.content.decode(response.charset))
            if faults:
                raise PageFault(f"{request.get('PATH_INFO')}: " + "; ".join(faults))
        return response
