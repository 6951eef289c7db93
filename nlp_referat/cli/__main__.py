"""``python -m nlp_referat.cli``."""

from nlp_referat.cli import main

main()
