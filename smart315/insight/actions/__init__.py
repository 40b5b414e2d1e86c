"""Every change that the insight room makes."""

from smart315.insight.actions.learning import (
    Learnt as Learnt,
    learn as learn,
    learn_when_due as learn_when_due,
    put_into_use as put_into_use,
)
