"""Where invented consumers live: counties by population, and what is done there."""

from collections.abc import Callable
from random import Random

from smart315.regions import queries as regions


# Thousands of people, rounded: weights for drawing, not statistics.
PEOPLE = {
    "630102": 450, "630103": 310, "630104": 390, "630105": 420, "630106": 390, "630121": 400,
    "630123": 110, "630202": 270, "630203": 130, "630222": 330, "630223": 330, "630224": 210,
    "630225": 130, "632221": 130, "632222": 48, "632223": 37, "632224": 44, "632301": 100,
    "632322": 57, "632323": 75, "632324": 41, "632521": 140, "632522": 62, "632523": 104,
    "632524": 78, "632525": 74, "632621": 60, "632622": 30, "632623": 36, "632624": 37,
    "632625": 27, "632626": 14, "632701": 142, "632722": 64, "632723": 61, "632724": 36,
    "632725": 100, "632726": 32, "632801": 220, "632802": 88, "632803": 24, "632821": 31,
    "632822": 68, "632823": 24, "632857": 15,
}  # fmt: skip
CITY = frozenset(
    {"630102", "630103", "630104", "630105", "630106", "630121", "630202", "630203", "632801"}
)
HERDING_PREFECTURES = ("6322", "6323", "6325", "6326", "6327", "6328")
FARMING = frozenset(
    {
        "630106", "630121", "630123", "630202", "630203", "630222", "630223", "630224", "630225",
        "632221", "632523", "632822",
    }
)  # fmt: skip
TOURIST = frozenset({"632221", "632222", "632223", "632521", "632523", "632821", "632625"})
NOT_HERDING = frozenset({"632801", "632803", "632857"})
AREA_CODES = {
    "6301": "0971", "6302": "0972", "6322": "0970", "6323": "0973", "6325": "0974",
    "6326": "0975", "6327": "0976", "6328": "0979",
}  # fmt: skip


def is_herding(county: str) -> bool:
    """Tell whether people there live mostly from their herds."""
    return county.startswith(HERDING_PREFECTURES) and county not in NOT_HERDING


SUITS: dict[str, Callable[[str], bool]] = {
    "any": lambda _county: True,
    "city": CITY.__contains__,
    "farming": FARMING.__contains__,
    "herding": is_herding,
    "tourist": TOURIST.__contains__,
}


def draw(rng: Random, where: str) -> str:
    """Return a county that suits a story, the populous ones more often."""
    fitting = [county for county in PEOPLE if SUITS[where](county)]
    return rng.choices(fitting, [PEOPLE[county] for county in fitting])[0]


def address(rng: Random, county: str) -> str:
    """Return an invented address in a real township of the county."""
    townships = regions.options(county)
    place = rng.choice(townships)[1] if townships else ""
    return f"{place}{rng.randint(1, 180)}号"


def fixed_line(county: str, number: int) -> str:
    """Return a telephone of the demonstration: always 555 and a nine after the area code."""
    return f"{AREA_CODES[county[:4]]}-5559{number:03d}"
