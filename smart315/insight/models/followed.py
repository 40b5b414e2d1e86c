"""Which merges of the register groups and incidents have followed."""

from django.db import models


class Followed(models.Model):
    """An entry that was merged, and who stood for it when groups and incidents were told."""

    business = models.OneToOneField("businesses.Business", models.CASCADE, related_name="+")
    survivor = models.ForeignKey("businesses.Business", models.CASCADE, related_name="+")

    class Privacy:
        """Numbers of the register."""

        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"id", "business", "survivor"})

    def __str__(self) -> str:
        return f"{self.business_id} into {self.survivor_id}"
