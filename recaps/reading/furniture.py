"""What surrounds the text of a page: how sites name their menus, banners, comments and boxes.

Names were gathered from WordPress (classic and block themes, Jetpack), SPIP, Drupal, Joomla, Squarespace, Ghost, Medium,
Hugo's themes, and from the consent managers that French sites use.
"""

import re
from functools import lru_cache

TAGS = frozenset(["title", "nav", "aside", "dialog", "footer", "form", "button", "label", "fieldset", "rt", "rp"])
ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tablist alert status"
    " form doc-endnotes".split()
)
# A footer in these is the signature of what is quoted.
SIGNED = frozenset(["blockquote", "figure"])

# An element is furniture if one of its names is, or begins or ends with, one of these words: "comments",
# "comments-area", "post-comments" are. Names are compared in lower case, words joined by one hyphen.
NAMES = frozenset(
    """
    comment comments commentaire commentaires commentlist respond reply disqus remark42 isso forum-messages forum
    sidebar widget widgets widget-area complementary
    share sharing shares sharedaddy sharethis addtoany a2a-kit addthis partage partager social socials reseaux
    reseaux-sociaux
    related relatedposts similar yarpp recommendations recommended recirculation read-next articles-lies meme-rubrique
    a-lire lire-aussi voir-aussi suggestions more-posts latest-posts teasers view-mode-teaser
    newsletter subscribe subscription mailing signup mc-embed-signup mc4wp-form abonnement
    cookie cookies consent gdpr rgpd cmp cmplz didomi axeptio tarteaucitron tarteaucitronroot onetrust cookiebot iubenda
    klaro quantcast qc-cmp2 sp-message orejime
    nav navbar navigation navigations menu menus submenu breadcrumb breadcrumbs ariane filariane hierarchie pagination
    pager pagenav paging prevnext nav-links skip skip-link evitement acces-rapide toc sommaire toolbar
    masthead site-header global-header topbar top-bar bandeau entete site-branding logo
    footer colophon copyright mentions-legales pied pied-de-page
    byline author author-box author-bio author-info about-author vcard meta submitted
    posted-on info-publi auteurs post-date reading-time dateline
    post-tags tag-list entry-tags cat-links tag-links mots-cles motscles keywords
    ad ads adsense advert advertisement publicite pub sponsored promo cta modal popup overlay lightbox
    searchform search-form recherche formulaire-recherche login print-link pdf-link
    ratings votes like likes applause claps clap post-actions
    documents-joints traductions
    screen-reader-text visually-hidden visuallyhidden sr-only element-invisible d-none hide hidden
    edit-link mw-editsection
    """.split()
)
# A name that begins or ends with these says something of the page that holds the text: "has-sidebar", "no-comments".
STATES = frozenset("has with without no is embed wrap".split())
LONGEST_NAME = 80

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
    if node.tag in ("html", "body", "main"):
        return False
    if node.tag == "footer" and node.parent.tag in SIGNED:
        return False
    if node.tag == "header":
        return not any(outer.tag in ("article", "main", "section") for outer in node.ancestors())
    return (
        node.tag in TAGS
        or node.get("role") in ROLES
        or "hidden" in node.attributes
        or node.get("aria-hidden") == "true"
        or bool(UNSEEN_STYLE.search(node.get("style")))
        or any(map(_names_furniture, f"{node.get('class')} {node.get('id')}".split()))
    )


@lru_cache(maxsize=10_000)
def _names_furniture(name):
    words = [word for word in re.split(r"[-_]+", name[:LONGEST_NAME].lower()) if word]
    if not words or words[0] in STATES or words[-1] in STATES:
        return False
    return any("-".join(words[:n]) in NAMES or "-".join(words[-n:]) in NAMES for n in range(1, len(words) + 1))
