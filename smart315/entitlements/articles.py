"""The provisions that the calculators quote (handbook §0.2: L1, L2, L9, L10, L11, L19)."""

from functools import partial

from smart315.entitlements.lines import Article


consumer_law = partial(Article, "消费者权益保护法")
regulation = partial(Article, "消费者权益保护法实施条例")
penalties = partial(Article, "侵害消费者权益行为处罚办法")
food_law = partial(Article, "食品安全法")
cars = partial(Article, "家用汽车产品修理更换退货责任规定")
prepaid = partial(Article, "最高人民法院关于审理预付式消费民事纠纷案件适用法律若干问题的解释")
civil_code = partial(Article, "民法典")
