"""A QR code as SVG, to be printed small and read by a phone's camera."""

import io

import segno


def png(text: str) -> bytes:
    """Return the QR code of a text as a PNG picture, for files that take no SVG."""
    written = io.BytesIO()
    segno.make_qr(text, error="m").save(written, kind="png", border=2, scale=8)
    return written.getvalue()


def svg(text: str) -> str:
    """Return the QR code of a text as an SVG picture, dark on nothing, with its quiet zone."""
    written = io.BytesIO()
    segno.make_qr(text, error="m").save(written, kind="svg", xmldecl=False, border=2, svgclass=None)
    return written.getvalue().decode("utf-8")
