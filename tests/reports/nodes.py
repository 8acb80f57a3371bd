"""Short ways to write the nodes of a report by hand, and a few figures."""

from dataclasses import replace

from filrouge.figures.charts import Drawing
from filrouge.reports.document import (
    Exhibit,
    Inline,
    Live,
    Paragraph,
    Text,
    Value,
)


def words(*texts: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(one) if isinstance(one, str) else one for one in texts)


def paragraph(*texts: Inline | str) -> Paragraph:
    return Paragraph(words(*texts))


def live(key: str, form: str = "number", shown: str = "") -> Live:
    return Live(key, shown or VALUES[key].display, form, f"[{key}]")


def value(key: str, display: str, exact: str, unit: str = "", **more: object) -> Value:
    """A value as the text makes it; what is not said is usual."""
    plain = Value(
        key=key,
        id=key.partition("@")[0],
        version=1,
        period="2024",
        label=f"Libellé de {key}",
        unit=unit,
        measure="count",
        decimals=0,
        exact=exact,
        text=exact,
        display=display,
        items=(),
        base=None,
        numerator="",
        denominator="",
        definition=f"Définition de {key}.",
        sentence=f"{display}.",
        choice="",
        source="",
        empty_reason="",
        previous=(),
        time="flow",
        of_people=False,
        programme="hf",
        chapter="encounters",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


VALUES = {
    one.key: one
    for one in (
        value(
            "hf.encounters.home_visits",
            "1\u202f859",
            "1859",
            previous=((2023, "1957"), (2022, "1748")),
            records=1859,
            digest="a" * 64,
            choice="Une visite à deux compte une fois.",
            source="Rencontres",
        ),
        value(
            "hf.encounters.missed_share",
            "22\u00a0%",
            "520/2383",
            "percent",
            measure="share",
            text="22",
            base=2383,
            numerator="520",
            denominator="2383",
            previous=((2023, "24"),),
        ),
        value("hf.health.egf@2024#team=act", "55,4", "554/10", "score", within="team=act", base=38),
        value(
            "support.training.themes",
            "deuil, réduction des risques et =SOMME(A1)",
            "",
            "",
            items=("deuil", "réduction des risques", "=SOMME(A1)"),
            programme="support",
        ),
        value(
            "connect.events.people",
            "moins de 5",
            "3",
            of_people=True,
            programme="connect",
            empty_reason="@rien",
        ),
        value("institution.funding.total", "1\u202f234\u202f567,89\u00a0€", "123456789/100", "eur"),
    )
}


def exhibit(
    kind: str, number: int, title: str, drawing: Drawing | None = None, **more: object
) -> Exhibit:
    """A figure with its drawing, or a table of three rows."""
    columns = drawing.columns if drawing else ("Équipe", "2024", "2023", "Écart")
    rows = (
        drawing.rows
        if drawing
        else (
            ("ACT", "1\u202f203", "1\u202f187", "+1\u00a0%"),
            ("Station Logement", "< 5", "12", "—"),
            (
                "Ensemble des équipes, y compris les renforts d’été",
                "1\u202f859",
                "1\u202f957",
                "−5\u00a0%",
            ),
        )
    )
    plain = Exhibit(
        kind=kind,
        number=number,
        anchor=f"{kind}-{number}",
        title=title,
        columns=columns,
        rows=rows,
        svg=str(drawing.svg) if drawing else "",
        alt=f"{title} : voir le tableau." if drawing else "",
        base="sur 2\u202f383 rencontres fixées",
        note="Les nombres de personnes de 1 à 4 sont remplacés par « < 5 ».",
        programme="hf",
        keys=("hf.encounters.home_visits",),
        written="[figure: x.y]",
    )
    return replace(plain, **more)  # type: ignore[arg-type]
