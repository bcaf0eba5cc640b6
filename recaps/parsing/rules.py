"""Every rule by its name, and how it is told to the curator; {cue} is what in the article made it fire."""

RULES = {
    "tweet-signature": "texte suivi de « — Auteur (@identifiant) date »",
}


def explain(rule, cue):
    """`rule` in words."""
    return RULES[rule].format(cue=cue)
