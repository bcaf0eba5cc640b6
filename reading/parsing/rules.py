"""Every rule by its name, and how it is told to the curator; {cue} is what in the article made it fire."""

RULES = {
    # Who spoke
    "name-after": "nom après les mots rapportés, avec « {cue} »",
    "surname-after": "nom de famille après « {cue} »",
    "name-before": "nom avant « {cue} »",
    "surname-before": "nom de famille avant « {cue} »",
    "pronoun-after": "pronom après les mots rapportés (« {cue} ») : la dernière personne dont on parle",
    "pronoun-before": "pronom avant « {cue} » : la dernière personne dont on parle",
    "incise": "incise entre les guillemets : « {cue} »",
    "role-of": "fonction (« {cue} ») : la personne que l’article dit telle",
    "office": "fonction (« {cue} ») que l’article ne donne à personne, ou à plusieurs",
    "group-after": "après les mots rapportés, « {cue} » et quelqu’un sans nom",
    "group-before": "avant les mots rapportés, « {cue} » et quelqu’un sans nom",
    "thing-before": "« {cue} » a pour sujet un texte ou une chose",
    "according": "« {cue} » et un nom",
    "name-colon": "« {cue} » juste avant les mots",
    "agent": "« {cue} » et un nom, après un passif",
    "noun-of": "« {cue} » de cette personne",
    "possessive": "« {cue} » : la personne dont on parle",
    "subject": "« {cue} » est le sujet de la phrase",
    "goes-on": "suite de la citation d’avant (« {cue} »)",
    "cited": "« {cue} » les mots de quelqu’un d’autre",
    "signature": "signature : « {cue} »",
    "same-sentence": "dans la phrase d’une autre citation (« {cue} »)",
    "said-next": "dans le paragraphe d’une autre citation (« {cue} »)",
    "in-view": "personne dont parle le passage : {cue}",
    "nobody": "entre guillemets, sans que l’article dise qui parle",
    "turn": "prise de parole : « {cue} »",
    "answer": "réponse à une question de l’entretien : {cue}",
    "in-tweet": "entre guillemets dans un tweet : {cue}",
    # Tweets
    "tweet-embed": "tweet intégré dans la page, de {cue}",
    "post-embed": "message intégré dans la page, de {cue}",
    "tweet-signature": "texte suivi de « — Auteur (@identifiant) date » : {cue}",
    "tweet-header": "« Auteur @identifiant · date », puis le texte : {cue}",
    "tweet-line": "« @identifiant : texte (date) » : {cue}",
    "tweet-address": "adresse d’un tweet",
    # People and organisations
    "speaks": "l’article rapporte ses paroles",
    "takes-part": "l’article dit que cette personne est intervenue",
    "billed": "annoncé par la forme du texte : après un titre, dans une liste, après « animé par »",
    "apposition": "nom suivi d’une fonction ou d’une organisation",
    "organization-of": "organisation de {cue}",
    "organization-noun": "nom après « {cue} »",
    "organization-name": "nom qui commence par « {cue} »",
    "organization-known": "organisation déjà dans la base : {cue}",
    # The event and what was leant on
    "event-name": "nom qui commence par « {cue} », parmi les premières lignes",
    "event-title": "titre de l’article, qui dit un jour et nomme nulle part l’événement",
    "talk-heading": "intertitre : « {cue} »",
    "talk-billed": "titre et noms sur une même ligne : « {cue} »",
    "talk-titled": "titre entre guillemets, que quelqu’un présente : « {cue} »",
    "talk-timed": "ligne d’un programme : « {cue} »",
    "talk-sentence": "phrase qui annonce une intervention : « {cue} »",
    "figure": "nombre et unité : « {cue} »",
    "work": "titre après « {cue} »",
    "place": "nom de lieu après « {cue} »",
    "theme-words": "mots de ce thème : {cue}",
}


def explain(rule, cue):
    """`rule` in words."""
    return RULES[rule].format(cue=cue)
