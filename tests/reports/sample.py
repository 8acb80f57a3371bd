"""A report made by hand: every kind of node, real drawings, and words meant to do harm."""

from dataclasses import replace

from filrouge.figures import charts, tiles
from filrouge.figures.charts import Drawing, Mark
from filrouge.reports.document import (
    Block,
    Break,
    Code,
    Document,
    Emphasis,
    Exhibit,
    Faulty,
    Grid,
    Heading,
    Link,
    Listing,
    Preformatted,
    Quote,
    Rule,
    Section,
    Strong,
    Unknown,
)

from .nodes import VALUES, exhibit, live, paragraph, words

HOSTILE = (
    '<script>alert(1)</script> #let x = 1 #read("/etc/passwd") $x$ @ref *gras* _bas_ \\ // rien '
    "<img src=x onerror=alert(2)> ]]> &amp; &#60; ' \" ` {{ x }} {% y %} =1+1 "
    "\u202esrevne 🦆🌿 \x07\x0b ‰ → 你好 "
)
LONG_WORD = "anticonstitutionnellement" * 12


def ages() -> Drawing:
    marks = [
        Mark("18 à 24 ans", 3, "3", 5, "5"),
        Mark("25 à 34 ans", 12, "12", 10, "10"),
        Mark("35 à 44 ans", 29, "29", 31, "31"),
        Mark("45 à 54 ans et <plus>", 22, "22"),
    ]
    return charts.bars("Âge des locataires au 31 décembre", "Âge", marks, "2024", "2023")


def months() -> Drawing:
    names = [
        "janv.",
        "févr.",
        "mars",
        "avril",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ]
    counts = [141, 152, 160, 149, 171, 158, 120, 99, 163, 188, 190, None]
    marks = [
        Mark(name, count, "—" if count is None else str(count))
        for name, count in zip(names, counts, strict=True)
    ]
    return charts.line("Visites à domicile par mois", "Mois", marks)


def communes() -> Drawing:
    counts = {"21004": 31, "21015": 18, "21009": 9, "21001": 22, "21013": 7, "21012": 14}
    rows = tuple((tiles.PLACES[code][2], str(count)) for code, count in counts.items())
    said = "Logements par commune : Bruxelles 31, Anderlecht 22"
    svg = tiles.tile_map(counts, said)
    return Drawing("Logements par commune", svg, ("Commune", "Logements"), rows)


def _people() -> tuple[Block, ...]:
    nested = Listing(False, 1, ((paragraph("au logement ;"),), (paragraph("à la santé."),)))
    return (
        paragraph(
            "Les équipes ont réalisé ",
            live("hf.encounters.home_visits"),
            " visites à domicile en 2024, dont ",
            live("hf.encounters.missed_share", "share", "22\u00a0% (520 sur 2\u202f383)"),
            " manquées. ",
            Strong(words("En gras ", Emphasis(words("et en italique")))),
            Break(),
            "Après un retour à la ligne, ",
            Link("https://example.org/?a=1&b=2", words("un site")),
            ", ",
            Link("mailto:canard.roseau@example.org", words("une adresse")),
            ", ",
            Link("#visites", words("un titre")),
            " et ",
            Code("du code <b>"),
            ".",
        ),
        Heading(3, words("Visites ", Emphasis(words("à domicile"))), "visites"),
        paragraph(PROSE),
        exhibit("figure", 1, "Âge des locataires au 31 décembre", ages()),
        Heading(4, words("Ce que l’équipe fait"), "equipe"),
        Listing(
            False,
            1,
            (
                (paragraph("accompagner au quotidien :"), nested),
                (
                    paragraph(
                        "relayer vers le réseau, avec ", live("hf.health.egf@2024#team=act"), " ;"
                    ),
                ),
            ),
        ),
        Listing(True, 3, ((paragraph("troisième"),), (paragraph("quatrième"), paragraph("suite")))),
        Quote(
            (
                paragraph("« Ici, j’ai refermé la porte, et c’était ma porte. »"),
                paragraph("Sterne Ajonc, locataire"),
            )
        ),
        exhibit("table", 1, "Visites à domicile par équipe"),
        Heading(5, words("Un titre de niveau 5"), "cinq"),
        paragraph(
            "Il reste ", Unknown("[hf.encounters.home_visit]", "Ce chiffre n’existe pas."), "."
        ),
        Faulty("[figure: hf.nothing]", "Ce graphique n’existe pas."),
    )


PROSE = (
    "Les rencontres rythment l’accompagnement. Elles se tiennent au domicile, dans un café, à "
    "l’hôpital, parfois sur un banc, là où la personne se sent à sa place ; leur fréquence suit "
    "le besoin du moment et non un calendrier. L’année a été marquée par des emménagements plus "
    "nombreux au printemps, puis par des absences d’été que les équipes ont compensées en se "
    "relayant. Quand une visite est manquée, on repasse, on téléphone, on laisse un mot."
)


def _problems() -> tuple[Block, ...]:
    cells = (
        ("Gauche", "Centre", "Droite"),
        ("a", "b", "1"),
        ("deux", live("institution.funding.total"), "22"),
    )
    grid = tuple(tuple(words(cell) for cell in row) for row in cells)
    return (
        paragraph(PROSE),
        Grid(grid[0], grid[1:], ("left", "center", "right")),
        Rule(),
        exhibit("figure", 2, "Visites à domicile par mois", months(), note="", base=""),
        exhibit("figure", 3, "Logements par commune", communes(), programme="connect"),
        Preformatted("Une ligne\n    une ligne en retrait <pre>\n#let y = 2\n"),
        Quote(
            (
                Listing(False, 1, ((paragraph("liste dans une citation"),),)),
                Quote((paragraph("citation dans une citation"),)),
            )
        ),
    )


def _hostile() -> tuple[Block, ...]:
    cell = words(HOSTILE)
    return (
        Heading(3, words(HOSTILE), "hostile"),
        paragraph(HOSTILE, Strong(words(HOSTILE)), Code(HOSTILE), LONG_WORD),
        paragraph(
            Link("javascript:alert(1)", words("un lien interdit")),
            Link("#nulle-part", words("perdu")),
        ),
        Listing(False, 1, ((paragraph(HOSTILE),),)),
        Quote((paragraph(HOSTILE),)),
        Grid((cell, cell), ((cell, words(LONG_WORD)),), ("", "right")),
        Preformatted(HOSTILE + LONG_WORD),
        exhibit(
            "table",
            2,
            HOSTILE,
            columns=(HOSTILE, "=2+2"),
            rows=((HOSTILE, "=1+1"), ("+1", "@a")),
            note=HOSTILE,
            base=HOSTILE,
        ),
        paragraph(Unknown(HOSTILE, HOSTILE)),
        Faulty(HOSTILE, HOSTILE),
    )


def sample(*, hostile: bool = True) -> Document:
    """Two parts, four sections (five with the hostile one)."""
    sections = [
        Section("housing_first", 1, "Housing First", "hf", (paragraph(PROSE, " ", PROSE),)),
        Section("housing_first-people", 2, "Les personnes accompagnées", "hf", _people()),
        Section("connect", 1, "Connect", "connect", (paragraph("Connect relie des lieux."),)),
        Section("connect-problems", 2, "Problèmes rencontrés", "connect", _problems()),
    ]
    if hostile:
        sections.append(Section("connect-hostile", 2, HOSTILE, "connect", _hostile()))
    return Document(
        year=2024,
        period="2024",
        title="Rapport d’activité",
        subtitle="Une année d’accompagnement à Bruxelles",
        organisation="Réseau Sterne",
        language="fr",
        sections=tuple(sections),
        values=VALUES,
    )


def long(times: int = 20) -> Document:
    """The harmless sample repeated: about 60 pages, 3 figures and 2 tables each time."""
    once = sample(hostile=False)
    sections, numbers = [], {"figure": 0, "table": 0}
    for turn in range(times):
        for section in once.sections:
            blocks = tuple(_again(block, turn, numbers) for block in section.blocks)
            code = f"{section.code}-{turn}"
            sections.append(replace(section, code=code, title=section.title, blocks=blocks))
    return replace(once, sections=tuple(sections))


def _again(block: Block, turn: int, numbers: dict[str, int]) -> Block:
    if isinstance(block, Heading):
        return replace(block, anchor=f"{block.anchor}-{turn}")
    if isinstance(block, Exhibit):
        numbers[block.kind] += 1
        number = numbers[block.kind]
        return replace(block, number=number, anchor=f"{block.kind}-{number}")
    return block
