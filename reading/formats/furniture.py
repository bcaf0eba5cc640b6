"""What surrounds the text of a page: its menus, banners, comments and boxes, by their tags, names and headings."""

import re
from functools import lru_cache

from .words import MARKUP, NAMES

# A footer in these is the signature of what is quoted.
SIGNED = frozenset(["blockquote", "figure"])
LONGEST_NAME = 80
EMBEDDING = ("wp-block-embed", "is-provider", "wp-embed")  # « wp-block-embed-bluesky-social » holds a post

# A quotation beside the text, printed large: often its own words again, sometimes not.
_PULLED = re.compile(r"\b(?:pull-?quote|exergue|mise-en-exergue|citation)", re.I)
COOKIES = re.compile(
    r"cookies?\b.*\b(?:accept\w*|refus\w*|param\w*|expérience|politique|consent\w*|experience|settings|privacy)\b",
    re.IGNORECASE | re.DOTALL,
)
UNSEEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)

# Headings under which no text of the article stands, folded (no accents, no punctuation).
HEADINGS = re.compile(
    r"(?:\d+ )?(?:commentaires?|comments?)(?: \d+)?(?: (?:a|to|on|sur|pour) .*)?"
    r"|\d+ (?:reponses?|responses?|reactions?|avis|messages?)(?: (?:a|to|on|sur|pour) .*)?"
    r"|(?:laissez?r?|ajoute[zr]|ecrire|poste[zr]|deposer|publier) (?:un |votre )?(?:commentaire|reponse|message).*"
    r"|un message un commentaire|vos (?:commentaires|reactions)|repondre a cet article"
    r"|(?:leave a|post a|add a) (?:reply|comment).*|join the (?:conversation|discussion)"
    r"|(?:a lire|lire|voir|lisez|see|read)(?: (?:aussi|also|egalement|ensuite|next|more|encore))+"
    r"|(?:articles?|billets?|contenus?|posts?|pages?|actualites?) (?:similaires?|lies?|connexes?|recents?|associe\w*)"
    r"|(?:related|similar|recent|more|latest) (?:posts?|articles?|stories|content|news|reading)"
    r"|dans la meme (?:rubrique|categorie)|sur le meme (?:theme|sujet)|autres articles|(?:nos )?derniers articles"
    r"|(?:partager|partagez|share)(?: (?:ceci|cet article|this|this post|this article|sur .*|on .*))?"
    r"|newsletter|abonnez vous.*|inscrivez vous a (?:la|notre) newsletter.*"
    r"|(?:a propos de l auteur\w*|about the author)|navigation (?:de l article|des articles)"
    r"|mots cles|documents joints"
)


def is_furniture(node):
    """Whether `node` is one by its tag, its role, its names or its being hidden."""
    if node.tag in ("html", "body", "main") or _PULLED.search(f"{node.get('class')} {node.get('id')}"):
        return False
    if node.tag == "footer" and node.parent.tag in SIGNED:
        return False
    if node.tag == "header":
        return not any(outer.tag in ("article", "main", "section") for outer in node.ancestors())
    return (
        node.tag in MARKUP["furniture"]
        or node.get("role") in MARKUP["roles of furniture"]
        or "hidden" in node.attributes
        or node.get("aria-hidden") == "true"
        or bool(UNSEEN_STYLE.search(node.get("style")))
        or any(map(_names_furniture, f"{node.get('class')} {node.get('id')}".split()))
    )


@lru_cache(maxsize=10_000)
def _names_furniture(name):
    if name.lower().startswith(EMBEDDING):
        return False
    words = [word for word in re.split(r"[-_]+", name[:LONGEST_NAME].lower()) if word]
    if not words or words[0] in NAMES["states"] or words[-1] in NAMES["states"]:
        return False
    beginnings = {"-".join(words[:length]) for length in range(1, len(words) + 1)}
    endings = {"-".join(words[-length:]) for length in range(1, len(words) + 1)}
    return not NAMES["furniture"].isdisjoint(beginnings | endings)
