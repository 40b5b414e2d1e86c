"""What may be stored, and how large. Defaults; no statute fixes them."""

from dataclasses import dataclass


MEGABYTE = 1024 * 1024
FILE_BYTES = 20 * MEGABYTE
RECORDING_BYTES = 50 * MEGABYTE
PIXELS = 64_000_000
FRAMES_PIXELS = 256_000_000
UNPACKED_BYTES = 256 * MEGABYTE
NAME_LENGTH = 120
# A file is written before its row: one without a row is an orphan only after this many hours.
ORPHAN_HOURS = 24


@dataclass(frozen=True)
class Kind:
    """A kind of content: its media type, the endings it may bear, the first one being usual."""

    media_type: str
    endings: tuple[str, ...]
    picture: bool = False
    limit: int = FILE_BYTES


JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jfif"), picture=True)
PNG = Kind("image/png", ("png",), picture=True)
WEBP = Kind("image/webp", ("webp",), picture=True)
GIF = Kind("image/gif", ("gif",), picture=True)
HEIC = Kind("image/heic", ("heic", "heif"), picture=True)
PDF = Kind("application/pdf", ("pdf",))
MP3 = Kind("audio/mpeg", ("mp3",), limit=RECORDING_BYTES)
M4A = Kind("audio/mp4", ("m4a", "mp4"), limit=RECORDING_BYTES)
WAV = Kind("audio/x-wav", ("wav",), limit=RECORDING_BYTES)
AMR = Kind("audio/amr", ("amr",), limit=RECORDING_BYTES)
# Phones often write a sound recording under the general MP4 brand.
MP4 = Kind("video/mp4", ("mp4", "m4v", "m4a"), limit=RECORDING_BYTES)
MOV = Kind("video/quicktime", ("mov", "qt"), limit=RECORDING_BYTES)
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ("docx",),
)
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
TXT = Kind("text/plain", ("txt",))
# Made by the platform alone: what a model has learnt. Nobody may upload one.
NPZ = Kind("application/x-npz", ("npz",))
# Made by the platform alone as well: a report as a page, and the figures under it.
HTML = Kind("text/html", ("html",))
JSON = Kind("application/json", ("json",))

KINDS = (JPEG, PNG, WEBP, GIF, HEIC, PDF, MP3, M4A, WAV, AMR, MP4, MOV, DOCX, XLSX, TXT)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
