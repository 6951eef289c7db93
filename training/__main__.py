"""Train the models: ``python -m training encoder | distil | reader | clauses | cnn | folds | general --help``."""

from nlp_referat.errors import ReferatError
from training.commands import app, fail

if __name__ == "__main__":
    try:
        app()
    except (ReferatError, OSError) as error:  # the latter from a file that is missing: it names the file
        fail(error)
