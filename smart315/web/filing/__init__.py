"""The filing form in pieces: typed text in, a `Filing` out, errors at the fields.

`FilingForm` is all pieces on one form; a guided page takes one piece at a time and keeps what
was typed with `Piece.typed`.
"""

from smart315.web.filing.business import BusinessPiece
from smart315.web.filing.consents import ConsentsPiece
from smart315.web.filing.form import FilingForm
from smart315.web.filing.person import PersonPiece
from smart315.web.filing.pieces import Piece
from smart315.web.filing.problem import NaturePiece, PriorPiece, WhatPiece
from smart315.web.filing.story import ClaimsPiece, EvidencePiece, StoryPiece


__all__ = [
    "BusinessPiece",
    "ClaimsPiece",
    "ConsentsPiece",
    "EvidencePiece",
    "FilingForm",
    "NaturePiece",
    "PersonPiece",
    "Piece",
    "PriorPiece",
    "StoryPiece",
    "WhatPiece",
]
