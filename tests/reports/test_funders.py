"""What a funder is told: its part only, and nothing of fewer than five persons in any output."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from filrouge.audit.models import JournalEntry
from filrouge.common.periods import Period
from filrouge.directory.models import Organisation
from filrouge.followup.models import FollowUpTerm
from filrouge.institution.models import Funder as Source
from filrouge.institution.models import FundingLine
from filrouge.people.models import Income, Person
from filrouge.reports import document as doc
from filrouge.reports import funders
from filrouge.reports.models import FunderTemplate
from filrouge.reports.refusal import RefusedError
from filrouge.staff.models import Assignment, Worker
from tests.figures import lives
from tests.figures.test_pages import Clients, page

pytestmark = pytest.mark.django_db
YEAR = Period.year(2024)
BODY = """
Suivies : [hf.tenants.followed]. Femmes : [hf.sex.women]. Hommes : [hf.sex.men].
Part de femmes : [hf.sex.women.share]{format=share}. Base : [hf.sex.women.share]{format=base}.
En lettres : [hf.sex.women]{format=words}. Une sur : [hf.sex.women.share]{format=ratio}.

[table: hf.sex.women, hf.sex.women.share]{columns="value,base" small=show}

[table: hf.tenants.followed, hf.sex.women]{small="show"}

[figure: hf.sex.women, hf.tenants.followed]{small=show}
"""


@pytest.fixture
def money() -> None:
    """Eleven persons with Cocom (three women), seven with TSI, two with the federal service."""
    cocom = [2, 4, 6, 8, 10, 12, 14, 16, 1, 3, 5]
    for number in (*cocom, *range(21, 28), 30, 31):
        lives.followed(number, visits=2)
    FollowUpTerm.objects.filter(person__number__in=range(21, 28)).update(funding="tsi")
    FollowUpTerm.objects.filter(person__number__in=(30, 31)).update(funding="spp_is")
    for name, cents in (("Cocom", 1_234_00), ("Fondation du Loriot", 777_00)):
        organisation = Organisation.objects.create(name=name)
        source = Source.objects.create(organisation=organisation)
        FundingLine.objects.create(
            funder=source, year=2024, programme="support", amount_cents=cents
        )
        Assignment.objects.create(
            worker=Worker.objects.create(code=name[:3]),
            team="mobile",
            function="social_worker",
            fte="0.75" if name == "Cocom" else "0.5",
            funder=organisation,
            start=date(2024, 1, 1),
        )


def funder(code: str) -> funders.Funder:
    return next(one for one in funders.known() if one.code == code)


def report(code: str, body: str = BODY, period: Period = YEAR) -> doc.Document:
    return funders.composed(funder(code), period, "Rapport", body)


def text_of(document: doc.Document) -> str:
    """All the words of a document, its tables and drawings included."""
    found = []
    for _section, block in document.blocks():
        if isinstance(block, doc.Paragraph | doc.Heading):
            found.append(doc.plain(block.children))
        elif isinstance(block, doc.Exhibit):
            drawn = re.sub(r"<[^>]+>", " ", block.svg)
            found += [block.title, *(" ".join(row) for row in block.rows), drawn, block.base]
            found += [block.alt, block.note]
    return "\n".join(found)


def test_one_name_in_two_lists_is_one_funder(money: None) -> None:
    found = {one.code: dict(one.lens) for one in funders.known()}
    assert found["cocom"] == {"funder": "Cocom", "funding": "cocom"}
    assert found["tsi"] == {"funding": "tsi"}
    assert found["fondation-du-loriot"] == {"funder": "Fondation du Loriot"}
    # A source of income that is nobody's is no funder.
    Source.objects.create(organisation=Organisation.objects.create(name="Dons"))
    assert "dons" not in {one.code for one in funders.known()}


def test_each_figure_is_of_the_funder_alone(money: None) -> None:
    body = "[hf.tenants.followed] [hf.encounters.total] [x.staff.mobile.fte] [funding.total.amount]"
    assert "11 22 0,75 1\u202f234,00\u202f€" in text_of(report("cocom", body))
    assert "0,50 777,00\u202f€" in text_of(
        report("fondation-du-loriot", "[x.staff.mobile.fte] [funding.total.amount]")
    )


def test_a_small_number_is_nowhere_in_the_document(money: None) -> None:
    found = report("cocom")
    said = text_of(found)
    assert "Suivies : 11. Femmes : moins de 5. Hommes : masqué." in said
    for value in found.values.values():
        if value.id.startswith("hf.sex.women"):
            assert (value.exact, value.numerator, value.sentence) == ("", "", "")
    assert not re.search(r"27|trois|\b3\b|3/11", said + json.dumps(doc.to_data(found)["values"]))


@pytest.mark.parametrize("kind", ["html", "pdf", "docx", "xlsx", "json"])
def test_a_small_number_is_in_no_output(money: None, kind: str, tmp_path: Any) -> None:
    """The three women are 27 % of eleven: neither is found, nor the eight thirds that tell it."""
    said = read(report("cocom"), kind)
    assert "moins de 5" in said
    assert "11" in said
    assert not re.search(r"27\s?%|27,27|\btrois\b|3/11|\b3 sur", said), kind


def read(document: doc.Document, kind: str) -> str:
    """The words of an output, as a reader of the file finds them."""
    from filrouge.reports.views import funders as views

    if kind == "html":
        return str(views._html(document))
    content = views.made(document, kind)
    if kind == "json":
        return content.decode()
    if kind == "pdf":
        from pypdf import PdfReader

        pages = PdfReader(io.BytesIO(content)).pages
        return "\n".join(one.extract_text() for one in pages)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".xml")]
        return "\n".join(re.sub(r"<[^>]+>", " ", archive.read(n).decode()) for n in parts)


def test_the_rest_of_a_base_is_not_told(money: None) -> None:
    for number in (7, 9, 11, 13, 15, 17):
        lives.followed(number)
    FollowUpTerm.objects.filter(person__number__in=(8, 10, 12, 14, 16)).update(funding="tsi")
    # Nine women, three men: the share of the women tells the men, so does their number.
    found = report("cocom", "[hf.sex.women.share] [hf.sex.women] [hf.tenants.followed]")
    assert text_of(found) == "masqué masqué 12"
    assert found.values["hf.sex.women.share"].exact == ""


def test_what_a_table_hides_is_not_said_in_the_text(money: None) -> None:
    """Five pensions of sixteen incomes may be told, but not beside the nine others and a table."""
    persons = Person.objects.filter(number__lte=16).order_by("-number")
    kinds = (("ris_cpas", persons[:9]), ("pension", persons[:5]), ("salary", persons[:2]))
    for kind, some in kinds:
        for person in some:
            Income.objects.create(person=person, kind=kind, start=date(2023, 1, 1))
    text = "[hf.income.pension] ont une pension."
    assert text_of(report("cocom", text)).startswith("5 ont")
    table = "[table: hf.income.ris_cpas, hf.income.pension, hf.income.salary]"
    assert text_of(report("cocom", f"{text}\n\n{table}")).startswith("masqué ont")


def test_nothing_is_told_of_fewer_than_five_persons(money: None) -> None:
    body = "[hf.tenants.followed] [hf.encounters.total] [hf.age.mean]{format=words} [hf.sex.men]"
    assert text_of(report("spp-integration-sociale", body)) == (
        "moins de 5 masqué masqué moins de 5"
    )


def test_nor_when_all_the_others_are_fewer_than_five(money: None) -> None:
    """What everybody's report says, less this one, would be these two."""
    FollowUpTerm.objects.filter(funding="tsi").update(funding="cocom")
    found = report("cocom", "[hf.tenants.followed] [hf.encounters.total]")
    assert text_of(found) == "masqué masqué"
    assert [one.exact for one in found.values.values()] == ["", ""]


def test_figures_of_everybody_are_refused(money: None) -> None:
    body = "[hf.tenants.followed]\n\n[figure: housing_first.months]\n\n[table: hf.sex.*]{by=team}"
    said = text_of(report("fondation-du-loriot", body))
    assert "20" not in said
    found = report("fondation-du-loriot", body)
    assert not any(value.programme == "housing_first" for value in found.values.values())
    assert sum(isinstance(block, doc.Faulty) for _s, block in found.blocks()) == 2


def test_money_is_of_whole_years(money: None) -> None:
    quarter = report(
        "cocom", "[funding.total.amount] [hf.tenants.followed]", Period.parse("2024-T1")
    )
    assert quarter.subtitle == "trimestre 1 de 2024"
    (paragraph,) = (block for _s, block in quarter.blocks())
    assert isinstance(paragraph, doc.Paragraph)
    assert [type(one) for one in paragraph.children] == [doc.Unknown, doc.Text, doc.Live]
    assert "funding.total.amount" not in quarter.values


def test_the_usual_text_says_what_concerns_the_funder(money: None) -> None:
    def usual(code: str, period: Period = YEAR) -> str:
        return funders.template_of(funder(code), period).body

    assert "[hf.tenants.followed]" in usual("cocom")
    assert "[funding.total.amount]" in usual("cocom")
    assert "[funding.total.amount]" not in usual("cocom", Period.parse("2024-T1"))
    assert "[hf.tenants.followed]" not in usual("spp-integration-sociale")
    assert "trop peu de personnes" in usual("spp-integration-sociale")
    assert "personnes" not in usual("fondation-du-loriot")
    for one in funders.known():
        made = funders.report(one, YEAR)
        assert not [block for _s, block in made.blocks() if isinstance(block, doc.Faulty)]
        assert "Unknown" not in json.dumps(doc.to_data(made))


def test_a_text_is_kept_and_forgotten(money: None, user_of: Callable[[str], Any]) -> None:
    actor, cocom = user_of("reporting_officer"), funder("cocom")
    funders.save_template(actor=actor, funder=cocom, title="Pour la Cocom", body="Bonjour.")
    assert funders.template_of(cocom, YEAR).body == "Bonjour."
    with pytest.raises(RefusedError):
        funders.save_template(actor=actor, funder=cocom, title=" ", body="")
    with pytest.raises(RefusedError):
        funders.save_template(actor=actor, funder=cocom, title="Long", body="mot " * 300_000)
    funders.drop_template(actor=actor, funder=cocom)
    assert not FunderTemplate.objects.exists()
    actions = list(JournalEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions[-2:] == ["reports.save_funder_template", "reports.drop_funder_template"]


def test_the_list_hides_what_the_reports_hide(money: None, client_of: Clients) -> None:
    found = page(client_of("reporting_officer"), "/bailleurs/?periode=2024")
    rows = {
        row.th.get_text(): [cell.get_text() for cell in row.select("td")]  # type: ignore[union-attr]
        for row in found.select("tbody tr")
    }
    assert rows["Cocom"] == ["11", "22", "0,75", "1\u202f234,00\u202f€"]
    assert rows["SPP Intégration sociale"][:2] == ["<\u202f5", "masqué"]
    assert rows["TSI"] == ["7", "14", "—", "—"]


def test_a_funder_is_read_previewed_and_changed(money: None, client_of: Clients) -> None:
    client = client_of("reporting_officer")
    found = page(client, "/bailleurs/cocom/2024/")
    assert "11 personnes ont été accompagnées" in found.get_text()
    assert found.find("a", href="/bailleurs/cocom/2024/rapport.pdf")
    assert client.get("/bailleurs/personne/2024/").status_code == 404
    typed = {"title": "Pour la Cocom", "body": "Voici [hf.tenants.followed] et [pas.connu]."}
    seen = client.post("/bailleurs/cocom/modele/", {**typed, "geste": "voir"})
    assert "Voici" in seen.content.decode()
    assert "pas.connu" in seen.content.decode()
    assert not FunderTemplate.objects.exists()
    kept = client.post("/bailleurs/cocom/modele/", {**typed, "geste": "enregistrer"})
    assert kept["Location"] == "/bailleurs/cocom/2024/"
    assert FunderTemplate.objects.get().title == "Pour la Cocom"
    assert client.post("/bailleurs/cocom/modele/defaut/").status_code == 302
    assert not FunderTemplate.objects.exists()


def test_each_file_that_leaves_is_in_the_journal(money: None, client_of: Clients) -> None:
    client = client_of("finance_director")
    answer = client.get("/bailleurs/cocom/2024/rapport.json")
    assert answer.status_code == 200
    assert "cocom-2024.json" in answer["Content-Disposition"]
    entry = JournalEntry.objects.latest("id")
    assert (entry.action, entry.subject) == ("reports.download_funder_report", "funder:cocom")
    assert entry.detail["kind"] == "json"
    assert client.get("/bailleurs/cocom/2024/rapport.exe").status_code == 404


def test_what_the_report_of_everybody_less_this_one_would_leave_is_masked(money: None) -> None:
    """Eight men of twelve: the four others would be told, by the women of the same report too."""
    for number in (41, 43, 45, 47):
        lives.followed(number)
    text = "[hf.tenants.followed] [hf.sex.men] [hf.sex.women]"
    assert text_of(report("cocom", text)) == "15 masqué masqué"
    lives.followed(50)
    FollowUpTerm.objects.filter(person__number=50).update(funding="tsi")
    assert text_of(report("cocom", text)) == "15 8 7"
