"""A platform, or a business with a key, keeps its own entry: partners call it by that number."""

from smart315.businesses import hindrances
from smart315.partners.models import Key, Platform


@hindrances.register
def answers_through_us(business_id: int) -> bool:
    """Tell whether the business is a platform, or holds a key that was not revoked."""
    keys = Key.objects.filter(business=business_id, revoked_at=None)
    return keys.exists() or Platform.objects.filter(business=business_id).exists()
