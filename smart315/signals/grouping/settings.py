"""The numbers by which complaints are grouped. `make bench` chooses them anew for each event."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """How like is like enough, what weighs more, and how much is kept.

    Likeness = subject ** (1 - issue_share) * issue ** issue_share * nearness in time, where
    subject is the mean cosine to the members over all terms, issue the same over the terms that
    are no names.
    """

    join: float = 0.09  # least likeness to join a group
    unite: float = 0.05  # least likeness to another group for it to be united with the first
    merge: float = 0.108  # least likeness of those two groups
    issue_share: float = 0.3
    title: float = 3.0  # occurrences in the title count so often
    repeated: float = 2.0  # a term of the title that the story repeats is what it is about
    repeated_issue: float = 1.5
    named: float = 2.0  # terms inside a name of a place, business or product
    fact: float = 1.0  # a fact weighs so many times a name in title and story
    commonest: float = 4.0  # above this rarity, terms say equally much of the issue
    other_business: float = 0.0  # likeness of what is known to be about different businesses
    other_product: float = 0.1  # the same for products
    other_issue: float = 0.1  # and for issues that are known (fault codes)
    half_life: float = 180.0  # days until nearness in time has halved
    far: float = 0.95  # nearness never falls below this
    unseen: int = 1000  # texts without any given term assumed before the first
    rarest: int = 24  # terms of a text that are looked up
    newest: int = 64  # complaints kept for each looked-up term
    nearest: int = 24  # complaints whose groups are compared
    most_merged: int = 3
    copy: float = 0.8  # least resemblance of a near-exact copy
    fewest_terms: int = 4  # a text that says less stands alone, unless facts speak
    held: int = 1 << 17  # newest complaints whose vectors are kept
    width: int = 256  # terms kept of a complaint
    group_width: int = 1024  # terms kept of a group
