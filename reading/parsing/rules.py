"""Every rule by its name, and how it is told to the curator; {cue} is what in the article made it fire."""

_ = str  # a mark for those who gather what is to be translated: this package knows no Django

RULES = {
    # Who spoke
    "name-after": _("nom après les mots rapportés, avec « {cue} »"),
    "surname-after": _("nom de famille après « {cue} »"),
    "name-before": _("nom avant « {cue} »"),
    "surname-before": _("nom de famille avant « {cue} »"),
    "pronoun-after": _("pronom après les mots rapportés (« {cue} ») : la dernière personne dont on parle"),
    "pronoun-before": _("pronom avant « {cue} » : la dernière personne dont on parle"),
    "incise": _("incise entre les guillemets : « {cue} »"),
    "role-of": _("fonction (« {cue} ») : la personne que l’article dit telle"),
    "office": _("fonction (« {cue} ») que l’article ne donne à personne, ou à plusieurs"),
    "group-after": _("après les mots rapportés, « {cue} » et quelqu’un sans nom"),
    "group-before": _("avant les mots rapportés, « {cue} » et quelqu’un sans nom"),
    "thing-before": _("« {cue} » a pour sujet un texte ou une chose"),
    "according": _("« {cue} » et un nom"),
    "name-colon": _("« {cue} » juste avant les mots"),
    "agent": _("« {cue} » et un nom, après un passif"),
    "noun-of": _("« {cue} » de cette personne"),
    "possessive": _("« {cue} » : la personne dont on parle"),
    "subject": _("« {cue} » est le sujet de la phrase"),
    "goes-on": _("suite de la citation d’avant (« {cue} »)"),
    "cited": _("« {cue} » les mots de quelqu’un d’autre"),
    "signature": _("signature : « {cue} »"),
    "same-sentence": _("dans la phrase d’une autre citation (« {cue} »)"),
    "said-next": _("dans le paragraphe d’une autre citation (« {cue} »)"),
    "in-view": _("personne dont parle le passage : {cue}"),
    "of-two": _("« {cue} » : l’une des deux personnes nommées juste avant"),
    "unsaid": _("paroles que la phrase nie, suppose, demande ou dit pensées (« {cue} »)"),
    "retold": _("paroles que quelqu’un d’autre rapporte (« {cue} »)"),
    "written": _("mots écrits, peut-être pas dits ce jour-là (« {cue} »)"),
    "another-day": _("paroles d’un autre jour, d’après la phrase (« {cue} »)"),
    "unclear": _("la phrase ne dit pas seulement qui parle (« {cue} ») : à relire"),
    "nobody": _("entre guillemets, sans que l’article dise qui parle"),
    "turn": _("prise de parole : « {cue} »"),
    "answer": _("réponse à une question de l’entretien : {cue}"),
    "in-tweet": _("entre guillemets dans un tweet : {cue}"),
    # Tweets
    "tweet-embed": _("tweet intégré dans la page, de {cue}"),
    "post-embed": _("message intégré dans la page, de {cue}"),
    "tweet-signature": _("texte suivi de « — Auteur (@identifiant) date » : {cue}"),
    "tweet-header": _("« Auteur @identifiant · date », puis le texte : {cue}"),
    "tweet-line": _("« @identifiant : texte (date) » : {cue}"),
    "tweet-address": _("adresse d’un tweet"),
    # People and organisations
    "speaks": _("l’article rapporte ses paroles"),
    "takes-part": _("l’article dit que cette personne est intervenue"),
    "billed": _("annoncé par la forme du texte : après un titre, dans une liste, après « animé par »"),
    "apposition": _("nom suivi d’une fonction ou d’une organisation"),
    "organization-of": _("organisation de {cue}"),
    "organization-noun": _("nom après « {cue} »"),
    "organization-name": _("nom qui commence par « {cue} »"),
    "organization-known": _("organisation déjà dans la base : {cue}"),
    # The event and what was leant on
    "event-name": _("nom qui commence par « {cue} », parmi les premières lignes"),
    "event-title": _("titre de l’article, qui dit un jour et nomme nulle part l’évènement"),
    "talk-heading": _("intertitre : « {cue} »"),
    "talk-billed": _("titre et noms sur une même ligne : « {cue} »"),
    "talk-titled": _("titre entre guillemets, que quelqu’un présente : « {cue} »"),
    "talk-timed": _("ligne d’un programme : « {cue} »"),
    "talk-sentence": _("phrase qui annonce une intervention : « {cue} »"),
    "figure": _("nombre et unité : « {cue} »"),
    "work": _("titre après « {cue} »"),
    "place": _("nom de lieu après « {cue} »"),
    "theme-words": _("mots de ce thème : {cue}"),
}


def explain(rule, cue, say=str):
    """`rule` in words; `say` translates them."""
    return say(RULES[rule]).format(cue=cue)
