"""Every file of a report at once."""

from collections.abc import Mapping

from django.utils import translation

from ..document import Document, Value
from .as_json import as_json
from .docx import docx
from .html import html
from .pdf import pdf
from .xlsx import xlsx


def render_all(document: Document, figures: Mapping[str, Value]) -> dict[str, bytes]:
    """The bytes of each kind, in the language of the document whatever the reader's."""
    with translation.override(document.language):
        return {
            "html": html(document),
            "pdf": pdf(document),
            "docx": docx(document),
            "xlsx": xlsx(document, figures),
            "json": as_json(document, figures),
        }
