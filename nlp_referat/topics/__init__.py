"""What an item is, whichever way it was decided: a formality or a matter, its subject, and its identity."""
