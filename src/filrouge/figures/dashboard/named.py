"""Every chart by name, `programme.chart`, for dashboards and reports alike."""

from collections.abc import Mapping

from .chapters import CHAPTERS
from .drawings import Chart

CHARTS: Mapping[str, Chart] = {
    f"{programme}.{name}": chart
    for programme, chapter in CHAPTERS.items()
    for name, chart in chapter.charts.items()
}
