"""What every operation may answer beside success: nothing comes back that is not declared."""

from typing import Annotated

from ninja import Path

from smart315.api.problems import Problem


# Numbers of rows; larger ones are no rows, and no column could hold them.
ComplaintId = Annotated[int, Path(ge=1, le=2**53)]

READS = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)
WRITES = {**READS, 413: Problem}
TOKEN = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "required": True,
            "schema": {"type": "string", "pattern": "^[!-~]{8,80}$"},
            "description": "本次操作的唯一标识；同一标识和内容重发，只做一次，回答相同",
        }
    ]
}
