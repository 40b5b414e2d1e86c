"""The analysis of complaints (投诉分析报告): declared, counted, frozen, written and checked."""
