"""Price against quality: its list names the points of the line in their order, its legend every maker with a colour."""

from tokonomix.bindings import Bindings
from tokonomix.charts import chart as charts
from tokonomix.charts import price_quality
from tokonomix.problem import Place


def test_the_list_numbers_the_line_from_the_cheapest_and_the_legend_names_the_makers_shown(edition):
    shown = price_quality.points(edition, edition.yardstick)
    made = price_quality.chart(edition, Bindings(edition, "", Place("content/index.md")))
    assert [name for name, _home in made["points"]] == [p.model.name for p in shown if p.leads]
    makers = {p.model.vendor for p in shown}
    known = [edition.catalog.vendors[name].name for name in charts.SERIES if name in makers]
    assert [words for _colour, words in made["legend"]] == [*known, *(["other makers"] if makers - set(charts.SERIES) else [])]
