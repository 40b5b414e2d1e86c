"""The charts of an analysis: one definition each, for paper and page; bars legible in grey."""

from typing import Any

import altair as alt

from smart315.insight.analyses.cells import Table


WIDTH = 470  # units: a chart fills the width of the text
SINGLE, PAIRED = 18, 10  # units of a bar
ROOM = 1.14  # room for the longest label beside its bar
NOW, BEFORE, EDGE = "#33557f", "#cfd6de", "#26354a"
FONT = "Noto Sans CJK SC"


def shares(table: Table) -> dict[str, Any]:
    """Return a chart of the shares of a table, in per cent."""
    rows = [
        {
            "name": each.name,
            "value": float(each.cells["share_pct"].value or 0),
            "label": f"{each.cells['share_pct'].text}%",
        }
        for each in table.rows
    ]
    return _finished(_bars(rows, "比重（%）", single=True))


def counts(table: Table, now: str, before: str) -> dict[str, Any]:
    """Return a chart of counts, beside those of a year before if any; no empty rows."""
    rows = []
    compared = any(each.cells["prev_count"].value for each in table.rows)
    columns = (("count", now), ("prev_count", before))[: 1 + compared]
    for each in table.rows:
        if not any(each.cells[column].value for column, _period in columns):
            continue
        for column, period in columns:
            cell = each.cells[column]
            value = int(cell.value or 0)
            rows.append({"name": each.name, "period": period, "value": value, "label": cell.text})
    return _finished(_bars(rows, "件", single=not compared, periods=(now, before)))


def said(table: Table, column: str, unit: str) -> str:
    """Return a chart in words, for those who cannot see it; nothing of what has no bar."""
    rows = [each for each in table.rows if each.cells[column].value]
    return "，".join(f"{each.name}{each.cells[column].text}{unit}" for each in rows)


def _bars(
    rows: list[dict[str, Any]], axis: str, *, single: bool, periods: tuple[str, str] = ("", "")
) -> alt.LayerChart:
    most = max((each["value"] for each in rows), default=0)
    base = alt.Chart(alt.InlineData(values=rows))
    encoded: dict[str, Any] = {
        "y": alt.Y(
            "name:N",
            sort=list(dict.fromkeys(each["name"] for each in rows)),
            title=None,
            axis=alt.Axis(grid=False, ticks=False),
        ),
        "x": alt.X(
            "value:Q",
            title=axis,
            scale=alt.Scale(domain=[0, (most or 1) * ROOM], nice=False),
            # No half complaints on the axis.
            axis=alt.Axis(tickMinStep=1),
        ),
    }
    bars = base.mark_bar(color=NOW, stroke=EDGE, strokeWidth=0.5)
    labels = base.mark_text(align="left", dx=3, fontSize=9, color="#000000").encode(text="label:N")
    if not single:
        order = list(periods)
        encoded["yOffset"] = alt.YOffset("period:N", sort=order)
        shade = alt.Color(
            "period:N",
            sort=order,
            scale=alt.Scale(domain=order, range=[NOW, BEFORE]),
            legend=alt.Legend(title=None, orient="top"),
        )
        bars = bars.encode(color=shade)
    return (
        alt.layer(bars, labels)
        .encode(**encoded)
        .properties(width=WIDTH, height=alt.Step(SINGLE if single else PAIRED))
    )


def _finished(chart: alt.LayerChart) -> dict[str, Any]:
    whole = chart.configure(font=FONT, background="#ffffff").configure_axis(
        labelFontSize=11, titleFontSize=10, labelLimit=240, grid=True, gridColor="#e3e3e3",
        tickCount=6, labelColor="#000000", titleColor="#333333", titleFontWeight="normal",
    ).configure_view(stroke=None).configure_legend(labelFontSize=11, labelLimit=240)  # fmt: skip
    found: dict[str, Any] = whole.to_dict()
    return found
