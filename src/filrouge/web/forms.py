"""The one renderer of forms."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draw forms and fields with the product's templates; widgets keep Django's own.

    A field comes out as label, help, errors, control, in this order, so that a screen reader
    hears what is expected and what went wrong before typing.
    """

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
