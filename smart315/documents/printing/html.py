"""A report as one HTML file that needs nothing else: charts inside, prints as it reads."""

from collections.abc import Iterator

from django.utils.html import escape

from smart315.documents import charts
from smart315.documents.booklets import Block, Booklet, Drawing, Grid, Heading, Prose


STYLE = """
body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 4rem;font:1.05rem/1.8 "Noto Serif CJK SC",
"Songti SC",SimSun,serif;color:#111;background:#fff}
h1{font-size:1.6rem;line-height:1.4;text-align:center}h2{font-size:1.25rem;margin-top:2.2rem}
h3{font-size:1.1rem;margin-top:1.6rem}h2,h3,caption,figcaption,th{font-family:"Noto Sans CJK SC",
"PingFang SC","Microsoft YaHei",sans-serif;font-weight:600}
.by{text-align:center}p.text{text-indent:2em;margin:.4rem 0;text-align:justify}
figure{margin:1.4rem 0;break-inside:avoid}figure svg{width:100%;height:auto}
figcaption,caption{text-align:center;font-size:.95rem;padding:.4rem 0}
.wide{overflow-x:auto;margin:1.4rem 0;break-inside:avoid}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .5rem;border-bottom:1px solid #bbb;text-align:right}
th:first-child,td:first-child{text-align:left}thead th{border-top:2px solid #111;
border-bottom:1px solid #111}tbody tr:last-child>*{border-bottom:2px solid #111}
.note,footer{font-size:.82rem;color:#444}footer{margin-top:3rem;border-top:1px solid #666;
overflow-wrap:anywhere}
@media print{body{max-width:none;padding:0}thead{display:table-header-group}tr{break-inside:avoid}}
"""


def html(booklet: Booklet) -> str:
    """Return the report as a page of its own."""
    title = escape(booklet.title)
    body = "\n".join(part for block in booklet.blocks for part in _block(block))
    foot = "".join(f"<p>{escape(each)}</p>" for each in booklet.colophon)
    dated = f'<p class="by">{escape(booklet.dated)}</p>' if booklet.dated else ""
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main>\n<h1>{title}</h1>\n"
        f'<p class="by">{escape(booklet.organisation)}</p>{dated}\n{body}\n</main>'
        f"<footer>{foot}</footer></body></html>\n"
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Prose(text):
            yield from (f'<p class="text">{escape(each)}</p>' for each in text.split("\n"))
        case Drawing(caption, chart, said):
            drawn = charts.svg(chart).replace(
                "<svg ", f'<svg role="img" aria-label="{escape(said)}" ', 1
            )
            yield f"<figure>{drawn}<figcaption>{escape(caption)}</figcaption></figure>"
        case Grid():
            yield from _grid(block)


def _grid(grid: Grid) -> Iterator[str]:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in grid.head)
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    notes = "".join(f'<p class="note">注：{escape(each)}</p>' for each in grid.notes)
    yield (
        f'<div class="wide"><table><caption>{escape(grid.caption)}</caption><thead><tr>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table>{notes}</div>"
    )


def _cells(row: tuple[str, ...]) -> str:
    first, *others = row
    cells = "".join(f"<td>{escape(each)}</td>" for each in others)
    return f'<th scope="row">{escape(first)}</th>{cells}'
