"""What an amount is about: role, period, direction, purpose, the point it belongs to; and tables of figures.

Pure functions over a text and its amounts. `nlp_referat.scope.amounts.scope_amounts` is the way in;
`nlp_referat.scope.tables.find_tables` reads the tables.
"""
