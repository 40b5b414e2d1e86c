"""What is suggested from the wording of a complaint."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Subject(TextChoices):
    """Which of the two classes of a complaint a model suggests."""

    NATURE = "nature", _("投诉性质")
    CATEGORY = "category", _("商品或者服务类别")
