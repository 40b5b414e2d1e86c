"""The cast and the clock of the tests; each builder reaches its state by lawful moves."""

from datetime import datetime
from zoneinfo import ZoneInfo


SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 9, 1, 12, 0, tzinfo=SHANGHAI)
