"""The nineteen communes as tiles: each where one looks for it, all of one size."""

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Column and row of each commune (REFNIS code) and the name that fits in a tile.
PLACES: Mapping[str, tuple[int, int, str]] = {
    "21008": (0, 0, "Ganshoren"),
    "21010": (1, 0, "Jette"),
    "21006": (3, 0, "Evere"),
    "21003": (0, 1, "Berchem"),
    "21011": (1, 1, "Koekelberg"),
    "21004": (2, 1, "Bruxelles"),
    "21015": (3, 1, "Schaerbeek"),
    "21018": (4, 1, "Woluwe-St-L."),
    "21012": (1, 2, "Molenbeek"),
    "21014": (2, 2, "St-Josse"),
    "21005": (3, 2, "Etterbeek"),
    "21019": (4, 2, "Woluwe-St-P."),
    "21001": (0, 3, "Anderlecht"),
    "21013": (1, 3, "St-Gilles"),
    "21009": (2, 3, "Ixelles"),
    "21017": (3, 3, "Watermael"),
    "21002": (4, 3, "Auderghem"),
    "21007": (1, 4, "Forest"),
    "21016": (2, 4, "Uccle"),
}
WIDE, HIGH, GAP = 76, 52, 4


def tile_map(
    values: Mapping[str, int], said: str, words: Mapping[str, str] | None = None
) -> SafeString:
    """One tile a commune: its name, its number, a bar as long as the number.

    `words` stand in the place of numbers that are not shown.
    """
    top = max(values.values(), default=0) or 1
    tiles = format_html_join(
        "",
        "{}",
        (
            (_tile(place, values.get(code, 0), top, (words or {}).get(code, "")),)
            for code, place in PLACES.items()
        ),
    )
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        5 * WIDE,
        5 * HIGH,
        said,
        tiles,
    )


def _tile(place: tuple[int, int, str], value: int, top: int, words: str) -> SafeString:
    column, row, name = place
    left, down = column * WIDE + GAP // 2, row * HIGH + GAP // 2
    long = round(max(value / top, 0.04) * (WIDE - GAP - 12), 1) if value else 0
    return format_html(
        '<rect class="tile" x="{}" y="{}" width="{}" height="{}" rx="3"/>'
        '<text class="axis" x="{}" y="{}" font-size="10">{}</text>'
        '<text x="{}" y="{}" font-size="15" font-weight="600">{}</text>'
        '<rect x="{}" y="{}" width="{}" height="4" fill="currentColor"/>',
        left,
        down,
        WIDE - GAP,
        HIGH - GAP,
        left + 5,
        down + 13,
        name,
        left + 5,
        down + 31,
        words or value or "–",
        left + 6,
        down + 37,
        long,
    )
