"""Published tables small enough to stand here; facts, quoted with their source."""

# Hunan's consumer council, first quarter of 2025, table 1 (amr.hunan.gov.cn, 2025-04-08):
# nature, cases, share, cases a year before, share, change in percentage points.
HUNAN_2025Q1_NATURE = (
    ("质量", 3050, "29.16", 2204, "26.80", "↑2.36"),
    ("售后服务", 1747, "16.70", 1419, "17.25", "↓0.55"),
    ("价格", 1511, "14.44", 1212, "14.74", "↓0.29"),
    ("虚假宣传", 1058, "10.11", 619, "7.53", "↑2.59"),
    ("安全", 945, "9.03", 1275, "15.50", "↓6.47"),
    ("合同", 728, "6.96", 627, "7.62", "↓0.66"),
    ("假冒", 314, "3.00", 329, "4.00", "↓1.00"),
    ("计量", 238, "2.28", 256, "3.11", "↓0.84"),
    ("人格权益", 57, "0.54", 71, "0.86", "↓0.32"),
    ("其他", 813, "7.77", 213, "2.59", "↑5.18"),
)
# The same report: resolved, recovered, multiplied compensation, and the sides.
HUNAN_2025Q1_TOTALS = {
    "resolved": 8541,
    "recovered_yuan": 4429700,
    "multiplied": 56,
    "multiplied_yuan": 117000,
    "goods": 6949,
    "services": 3272,
    "other": 240,
}
