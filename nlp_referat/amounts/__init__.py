"""Amounts in Danish minutes: money and percentages, with their values, ranges, hedges and periods."""

from nlp_referat.amounts.money import find_money, parse_money
from nlp_referat.amounts.numbers import parse_number
from nlp_referat.amounts.percent import find_percent, parse_percent

__all__ = ["find_money", "find_percent", "parse_money", "parse_number", "parse_percent"]
