"""Draw a Vega-Lite chart as SVG or PNG, with the fonts of the package and no other."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import vl_convert


FONTS = files("smart315.documents") / "fonts"
VEGA_LITE = "6.4"
KEPT = 64  # drawn charts kept in memory: a page, its PDF and its DOCX show the same ones
LOCALE = {"decimal": ".", "thousands": "", "grouping": [3], "currency": ["", ""]}


def svg(chart: Mapping[str, Any]) -> str:
    """Return the chart as SVG; its texts stay texts."""
    return _svg(json.dumps(chart, ensure_ascii=False))


def png(chart: Mapping[str, Any], *, scale: float = 3) -> bytes:
    """Return the chart as a picture, so many times its size."""
    return _png(json.dumps(chart, ensure_ascii=False), scale)


@lru_cache(maxsize=KEPT)
def _svg(chart: str) -> str:
    _with_fonts()
    drawn: str = vl_convert.vegalite_to_svg(chart, vl_version=VEGA_LITE, format_locale=LOCALE)
    return drawn


@lru_cache(maxsize=KEPT)
def _png(chart: str, scale: float) -> bytes:
    drawn: bytes = vl_convert.svg_to_png(_svg(chart), scale=scale)
    return drawn


@cache
def _with_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
