"""Training of the models that nlp_referat runs."""
