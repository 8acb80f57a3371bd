"""Every chart by name, `programme.chart`, for dashboards and reports alike."""

from collections.abc import Mapping

from .drawings import Chart
from .programmes import DASHBOARDS

CHARTS: Mapping[str, Chart] = {
    f"{programme}.{name}": chart
    for programme, dashboard in DASHBOARDS.items()
    for name, chart in dashboard.charts.items()
}
