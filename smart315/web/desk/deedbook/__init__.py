"""Every deed inside a case, by its address."""

from smart315.web.desk.deedbook import mediation, people
from smart315.web.desk.deeds import table


DEEDS = table(*people.DEEDS, *mediation.DEEDS)
