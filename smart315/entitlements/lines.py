"""One line of a calculation: what, by which formula from which figures, how much, on what basis."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction


Translate = Callable[[str], str]


class BadFigure(ValueError):  # noqa: N818 - names the figure
    """A figure with which nothing can be calculated; names its field and says the remedy."""

    def __init__(self, message: str, *, field: str, **figures: object) -> None:
        super().__init__(message % figures if figures else message)
        self.message = message
        self.field = field
        self.figures = figures

    def said(self, translate: Translate = str) -> str:
        """Return the sentence, in the language of `translate`.

        >>> BadFigure("不能超过%(most)s。", field="rate", most="5").said()
        '不能超过5。'
        """
        return translate(self.message) % self.figures if self.figures else translate(self.message)


@dataclass(frozen=True)
class Article:
    """A provision: the law's short name and the article, as they are quoted.

    >>> str(Article("消费者权益保护法", "第五十五条第一款"))
    '《消费者权益保护法》第五十五条第一款'
    """

    law: str
    number: str

    def __str__(self) -> str:
        return f"《{self.law}》{self.number}"


@dataclass(frozen=True)
class Line:
    """One step. `amount_fen` is None where the line states a right or a day and no amount.

    `title` and `formula` are message ids; `figures` fills the places of the formula.
    """

    title: str
    formula: str
    articles: tuple[Article, ...]
    amount_fen: int | None = None
    figures: Mapping[str, object] = field(default_factory=dict)

    def said(self, translate: Translate = str) -> str:
        """Return the formula with its figures, in the language of `translate`."""
        formula = translate(self.formula)
        return formula % self.figures if self.figures else formula

    @property
    def basis(self) -> str:
        """Return the articles, as a sentence quotes them: each law once.

        >>> law = "消费者权益保护法"
        >>> Line("", "", (Article(law, "第八条"), Article(law, "第九条"))).basis
        '《消费者权益保护法》第八条、第九条'
        """
        by_law: dict[str, list[str]] = {}
        for each in self.articles:
            by_law.setdefault(each.law, []).append(each.number)
        return "、".join(f"《{law}》{'、'.join(numbers)}" for law, numbers in by_law.items())


@dataclass(frozen=True)
class Result:
    """All lines of one calculation, its sum, and what the figures cannot decide."""

    title: str
    lines: tuple[Line, ...]
    total_fen: int | None = None
    remarks: tuple[str, ...] = ()


def rounded(amount: Fraction) -> int:
    """Return whole fen, half a fen up.

    >>> rounded(Fraction(1, 2)), rounded(Fraction(149, 100)), rounded(Fraction(7))
    (1, 1, 7)
    """
    return int(amount + Fraction(1, 2)) if amount >= 0 else -rounded(-amount)


def not_negative(**figures: int | None) -> None:
    """Raise BadFigure for the first figure below zero; the names are those of the fields."""
    for name, value in figures.items():
        if value is not None and value < 0:
            raise BadFigure("不能小于零，请核对。", field=name)


def positive(**figures: int) -> None:
    """Raise BadFigure for the first figure that is not above zero."""
    for name, value in figures.items():
        if value <= 0:
            raise BadFigure("请填写大于零的数。", field=name)
