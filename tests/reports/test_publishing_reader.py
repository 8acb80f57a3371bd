"""A reader who computes with all files of the demonstration's publication learns of nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.utils import translation

from filrouge.demo import api
from filrouge.reports import frozen
from filrouge.reports.models import Publication
from filrouge.reports.outputs.as_json import as_json
from filrouge.reports.outputs.html import html
from filrouge.reports.outputs.xlsx import xlsx
from tests.reports.reader import Reader, truth_of

AGES = "[figure: housing_first.ages]"
pytestmark = pytest.mark.django_db


def files(publication: Publication) -> Mapping[str, bytes]:
    return {one.kind: bytes(one.content) for one in publication.artefacts.all()}


def test_nothing_is_learnt_from_the_publication_of_the_demonstration() -> None:
    api.prepare()
    publication = Publication.objects.get()
    content = frozen.read(publication.content)
    truth = truth_of(content.figures)
    written = [
        one.written.replace(AGES, "[figure: hf.tenants.followed]{by=age_class")
        for one in content.document.exhibits
    ]
    reader = Reader(files(publication), written)
    assert len(reader.groups) == 3
    assert len(reader.known) > 40
    assert len([one for one in truth.values() if 0 < one < 5]) > 10
    assert reader.learnt(truth) == []
    # Each number of the annex hidden by itself, as it was before: he subtracts.
    assert len(Reader(apart(content), written).learnt(truth)) > 5


def apart(content: frozen.Content) -> Mapping[str, bytes]:
    """The same publication, its annex judged number by number."""
    document = replace(content.document, disclosure={})
    figures = frozen.disclosed(content.figures, document)
    with translation.override("fr"):
        return {
            "html": html(document),
            "xlsx": xlsx(document, figures),
            "json": as_json(document, figures),
        }
