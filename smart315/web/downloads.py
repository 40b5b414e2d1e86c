"""Hand out a stored file so that nothing somebody sent in can act as a page of this house."""

import mimetypes

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from smart315.documents import queries as documents
from smart315.documents.queries import StoredFile


# Shown in the browser; everything else is saved.
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


def handed_out(stored: StoredFile, *, save: bool = False) -> FileResponse:
    """Return the content under its own name; pictures may be looked at, the rest is saved.

    With `save` pictures are saved as well: a phone's reader goes on reading the case.
    """
    return FileResponse(
        documents.open_content(stored.pk),
        as_attachment=save or stored.media_type not in SHOWN,
        filename=stored.name,
        content_type=stored.media_type,
        headers=HEADERS,
    )


def made(content: bytes, name: str) -> HttpResponse:
    """Return a file that was made for this request, to be saved."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    saved = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(
        content, content_type=kind, headers={**HEADERS, "Content-Disposition": saved}
    )
