"""Whether a sentence tells plainly that somebody said words: « X a dit », and nothing beside it that is not known.

What stands around the words is cut into clauses by its marks, and each has to be of a shape that takes nothing from who
speaks: a regular expression over what its words are (`kinds.py`). What is of no shape is to be checked.
"""

import re

from .kinds import KINDS, Reading, shape

# Rules that no verb of the sentence tells.
_BY_THEMSELVES = frozenset("name-colon agent noun-of possessive subject signature goes-on".split())

# A word that takes nothing from who speaks; one of a clause that tells of them; and one of a phrase that names them.
_FREE = "(?: [at of] other | [^ not inverted text unspoken ago year says say other by , : ; ] )"
_TOLD = "(?: [at of] other | [^ not inverted unspoken says say other by : ; ] )"
_OFFICE = "[^ , ; : not inverted says say other ]"
_SAYS = """
    [clitic the adverb with]*
    (?: not has? [clitic adverb not]* loath [clitic not adverb]* loath? [at of]? [clitic the]* [to_say say]
    | has? [clitic adverb]* ready [adverb and]* [at of]? [clitic the]* [to_say say]
    | has [clitic adverb the determiner at of occasion]* [said say]
    | inverted [clitic adverb]* [said say]? | [says say ready] )
"""
_SOMEBODY = "person? [determiner the]? [adverb occasion]? [word capital done]? word? person"
_NAME = f"(?: {_SOMEBODY} (?: (?: {_OFFICE} | , )* [person capital adverb number occasion , ] )? )? name"
_WHO = f"(?: {_NAME} | pronoun | {_SOMEBODY} {_OFFICE}*? )"
# « …, a dit d’une voix douce X », “…,” X told the hall.
_HOW = """
    (?: [adverb , ] | [with at in of before] [determiner the]? [adverb word]? occasion [word done]?
    | [with at] [saying doing] )*
"""
_WHOM = "(?: clitic? person | clitic | [determiner the] [word done]? [occasion person doing word] | other )?"
# « à la fin de la soirée », « en ouverture des débats », « à Brest »
_PLACE = """
    (?: at capital+ | at clitic
    | before [determiner the adverb]* word? done? occasion [word done]?
    | [at in of] (?: [at of]? [determiner the adverb clitic]*+ (?: number | word? person | other
    | word? done? occasion [word done]?+ (?: of [determiner the]? [word occasion person capital] )? ) )+ )
"""
_ABOUT = f"about (?! capital ) (?: (?! surface ) {_FREE} )*"
_PARTS = (  # what may stand between two marks
    f"[and adverb]* [determiner the]* [adverb capital word done occasion and]{{0,3}} person {_TOLD}*",  # « maire de X »
    "of capital+",  # « de Greenpeace »
    """which (?! .* [clitic the] adverb? [says say] ) (?! .* [says say] .* other ) (?! .* not .* [says say] )
    (?! .* other [clitic the adverb]* [says say] ) (?! .* clitic has unspoken )
    (?! .* (?: it at | the (?: has [done said word] | [says say] ) of ) )
    [^ inverted : ; ]*""",  # not « qui nous le rapporte »
    "that other [clitic adverb]* has [clitic adverb]* [done said]",  # « que Y a saluée »
    "(?: at | source at? ) which [^ not inverted other : ; ]*",  # « à qui … », « selon qui … »
    f"and? with? [at adverb]* [doing saying] {_TOLD}*",  # « en levant son verre »
    f"adverb* (?: done {_TOLD}* | with {_FREE}* )",  # « venue de Brest »
    f"[adverb occasion]* before (?: (?: of | word? said | saying | doing ) {_FREE}* | other )",  # « avant de conclure »
    f"adverb* {_PLACE} (?: at? [doing saying done] {_FREE}* )?",
    _ABOUT,
    f"[and adverb]* [determiner the]? [adverb word done occasion said]{{1,4}} (?: [with at in about of] {_FREE}* )?",
    f"(?: and | [and with when at] that ) {_FREE}*",  # « et la salle a ri »
    "[and it adverb clitic pronoun]*",
)
_AGE = "adverb? (?: word before )? number (?: ago (?: which .* )? )?"
_TAIL = shape(*_PARTS, _AGE, f"of {_FREE}*")
_ASIDE = shape(
    *_PARTS,
    _AGE,
    "and* adverb* not+ [adverb that]* other",  # « X, et non Y, »
    "[like adverb not]+ that? at? other [before adverb clitic pronoun]*",  # « X, comme Y avant lui, »
    "doing other",
    f"other own {_FREE}*",
)
_OF_A_DAY = "(?! [determiner number] word? occasion )"  # « Un matin de mai, »
_LEAD = shape(
    *(f"{_OF_A_DAY} (?! word $ ) (?: {part} )" for part in _PARTS),
    "[adverb not]* [done said say person] [^ not inverted unspoken ago : ; ]*",  # « Interrogée sur le rapport, »
    f"with (?: other | {_FREE} )*",
    "[said say] [if about] [^ inverted text ago : ; ]*",  # « Asked whether … »
    "and at name",  # « Quant à X, »
    "like other [before adverb clitic pronoun]*",
    "[that it] occasion",
    "at [determiner the]? word? [word person] word? which .*",  # « À un élève qui demandait si …, »
    "[if when] [^ inverted text : ; ]*",
    f"{_OF_A_DAY} [and determiner the other name pronoun person done] [^ not inverted ago year : ; ]+",  # « On rit, »
    f"adverb* {_PLACE} {_ABOUT}",
    "[at with in] [determiner clitic] not word",  # « Avec ses propres mots, »
    f"other own {_FREE}*",
    "[and adverb clitic person]*",
)
# « le cri d’un spectateur », « la banderole »: what somebody speaks of, and the words may be
_TOLD_OF = """
    (?: of the? [adverb word done]* text | [determiner the] adverb? [word done]*
    (?: text | surface | [word done] (?: of [^ says say said and occasion , : ]* )? ) )
"""
_ANOTHER = "and (?: number of | [determiner the adverb clitic own word]* [person capital name other] )"
# Between « X a dit » and the words.
_COMPLEMENT = shape(
    "[adverb clitic , ]* that (?! .* [says say said] [clitic adverb]* [, :]* $ ) [^ inverted unspoken]*",
    f"""(?: [adverb clitic , occasion] | {_PLACE} )*+ (?! at . ) (?! .* of determiner text ) (?! .* like [, :]* $ )
    (?! .* [in by about] [determiner the]? [word done capital]* text )
    (?! {_TOLD_OF} [, :]* $ )
    (?! (?: .* , )? {_ANOTHER} [^ , ]* [, :]* $ )
    (?: [at with] clitic* saying | with adverb* to_say | which (?! .* [says say said unspoken] )
    | (?<= text ) of the? ago
    | (?<= [word done doing capital number person occasion] ) [determiner at in of the]{{0,2}} [ago year]
    | [^ not ago year inverted says say to_say saying unspoken : ; which] )* [, :]*""",
)
_AFTER = shape(f"[, and]* (?: {_SAYS} ( {_HOW} {_WHO} )? | {_WHO} ( (?: , [^ , ]* )* , )? {_SAYS} {_WHOM} )")
# « Le tram coûte cher, explique X : »
_SAYS_SO = shape(
    f"(?: .* , )? (?: {_SAYS} {_HOW} (?: {_NAME} | pronoun ) | clitic* inverted adverb* [said say]? ) [, :]*"
)
_DIRECT = shape(f"(?: and? not+ other )? and* which? {_SAYS}", "of to_say")
_OF_OFFICE = shape(f"[^ , ; : not inverted has says say other ]*? {_SAYS}")
# « X a remercié Y et a dit », « X a conclu la journée en disant »
_AGAIN = shape(
    f"(?= [^ , ]* [says say said word done ready unspoken to_say] ) ( [^ , not inverted : ; ] [^ not inverted : ; ]* )"
    f"(?: ,? and+ | , ) {_SAYS}",
    "[^ , not inverted other : ; ]* at clitic* saying",
)
_TO_SAY = shape("(?: [and adverb at of clitic the not]* [to_say say] )?")
_WHO_DOES = shape(", which")
_OF_CLAUSE = shape("[determiner the other name pronoun person and adverb]")
_OF_SOURCE = shape("source (?! at? which )")
_OF_THEN = shape("[ago year]")
_RETOLD = shape("that .* other")
_WOVEN = shape("[^ not ago year text unspoken ]*")  # before words that who speaks stands behind
_ACCORDING = shape(
    """^ [^ not ago year unspoken other ]*? (?: source at? | with | of )
    (?: [^ not ago year unspoken other : ; ]* name | clitic | pronoun ) ( .* )"""
)
# Behind « selon X »: words that are of others.
_OF_OTHERS = shape(
    """[says say said unspoken not that] [clitic adverb]* $ | text has? $ | (?<! number ) [ago year] | source"""
)
_LEADS_NAME = shape(
    f"""(?: ^ | [: ; ,] ) (?: [and adverb number]* | {_SOMEBODY} {_OFFICE}* ,? | and at
    | [in the determiner]* [occasion text] ,? done? [of at]?
    | the word of the occasion [it has word done said]* at ) $"""
)
_OF_MEDIUM = shape("[in at of about by] [determiner the]? not | (?<! before ) year | about capital | , by")
_IN_PART = shape("(?<= [name done] ) at [capital other]")  # « lance X en Cyrano », « costumé en Y »
_LONE = shape("adverb* [word done said capital adverb]")
_VIEW = shape(
    *_PARTS,
    "it [^ person other text unspoken occasion ]*",
    "[^ person other text says say said not that unspoken occasion ]*",
)
_WITHOUT_VERB = shape("[^ to_say unspoken ]*")
_BEGINNING = "(?: ^ | (?<= [, ; and] ) )"
# What may stand right before the name of who speaks, from the last mark on: « C’est », « Mais le maire, », « Quant à ».
_BEFORE_NAME = shape(
    f"""{_BEGINNING} (?: [and it has]* (?: and at | {_SOMEBODY} (?: (?: {_OFFICE} )* [, person capital word] )?
    | [determiner the]? [adverb person and number]? | [and adverb]* | other own person .* , )
    | it it that | if adverb that
    | other? [determiner clitic it]* not? has? not [and adverb that]* other and ) $"""
)
_BEFORE_OFFICE = shape(
    f"{_BEGINNING} [and it has]* (?: {_SOMEBODY} {_OFFICE}* | person? [determiner the]? [adverb word done]* ) $"
)


def unclear(clauses):
    """The rule by which words are to be checked that `clauses`, those beside them, do not tell plainly; or ""."""
    before, behind = (Reading(clauses, side.tokens) for side in (clauses.before, clauses.behind))
    if _is_plain(clauses, before, behind):
        return ""
    return "another-day" if _OF_THEN.search(before.kinds + behind.kinds) else "unclear"


def _is_plain(clauses, before, behind):
    """Whether nothing that stands beside words takes them from who speaks."""
    voice = clauses.voice
    if clauses.is_asked or clauses.is_noted:
        return False
    if voice.cuts:
        tokens, places = clauses.article.tokens, map(clauses.article.token_at, voice.cuts[0])
        return _is_told_after(Reading(clauses, tokens[slice(*places)]), voice)
    if voice.rule == "according":
        return _is_view(before.kinds, behind.kinds)
    if not before.kinds + behind.kinds:
        return True  # the words themselves tell, between their marks
    if _OF_SOURCE.search(f"{before.kinds},{behind.kinds}"):
        return False
    if voice.rule == "name-colon":
        return _is_named(before.kinds.rstrip(":"))
    if voice.rule in _BY_THEMSELVES:
        return _WITHOUT_VERB.fullmatch(before.kinds) is not None
    return _is_told(clauses, before, behind)


def _is_view(before, behind):
    """« Selon X, », « Pour X, maire de Y, c’est simple : », “…,” according to X"""
    found = _ACCORDING.search(before) or _ACCORDING.search(behind)
    if found is None or KINDS["other"] in before or _OF_OTHERS.search(found[1].rstrip(",")):
        return False
    return not found[1].endswith(":") or _is_each(_VIEW, found[1].strip(",:"))


def _is_named(kinds):
    """« X : », « La réponse de X : », « X, maire de Y, garde son calme : », « X a embrayé : »"""
    lead, _, behind = kinds.rpartition(KINDS["name"])
    if not (_WITHOUT_VERB.fullmatch(kinds) and _LEADS_NAME.search(lead)) or _OF_MEDIUM.search(behind):
        return False
    if not behind.startswith(","):
        return True
    asides, _, last = behind.strip(",").rpartition(",")
    is_closed = asides or lead.endswith((",", KINDS["at"]))
    return _is_each(_ASIDE, asides) and (bool(is_closed) or _is_each(_ASIDE, last) and not _LONE.fullmatch(last))


def _is_told(clauses, before, behind):
    rule = clauses.voice.rule
    says_so = _SAYS_SO.fullmatch(before.kinds) is not None
    if rule.endswith("-after") or not rule.endswith("-before") and not clauses.before.verbs:
        is_told = _is_told_after(behind, clauses.voice) and _WOVEN.fullmatch(before.kinds)
        return bool(is_told) or says_so and _is_each(_TAIL, behind.kinds)
    is_followed = behind.kinds == ",O" or _is_each(_TAIL, behind.kinds)  # « X a dit « … », Y « … » »
    return is_followed and (says_so or _is_told_before(before, clauses.voice))


def _is_told_after(reading, voice):
    told = _AFTER.match(reading.kinds)
    if told is None or voice.rule.startswith(("name", "surname")) and KINDS["name"] not in told[0]:
        return False
    if any(reading.lows[part.start()] == "en" for part in _IN_PART.finditer(reading.kinds, told.start())):
        return False
    return _is_each(_ASIDE, (told[2] or "").strip(",")) and _is_each(_TAIL, reading.kinds[told.end() :])


def _is_told_before(reading, voice):
    kinds = reading.kinds.rstrip(",")
    verb = reading.verb()
    if kinds[verb : verb + 1] in (KINDS["ready"], KINDS["loath"]):
        verb += len(_TO_SAY.match(kinds, verb + 1)[0])
    subject = reading.subject(verb, voice.rule)
    if subject < 0:
        return False
    lead, middle, complement = kinds[:subject], kinds[subject + 1 : verb + 1], kinds[verb + 1 :]
    is_office = kinds[subject] == KINDS["person"]
    is_led = _is_lead(lead, is_office) or _WHO_DOES.match(middle) and _OF_CLAUSE.match(lead)
    return bool(is_led) and _is_middle(middle, lead, is_office) and _COMPLEMENT.fullmatch(complement) is not None


def _is_lead(lead, is_office):
    """Whether what stands before who speaks leads them in, or tells of something else."""
    lead = lead[lead.rfind(";") + 1 :]
    found = (_BEFORE_OFFICE if is_office else _BEFORE_NAME).search(lead)
    if found is None:
        return False
    start = found.start()
    is_joined = start > 0 and KINDS["and"] in lead[start - 1 : start + 1]  # « La salle rit, puis X »
    return is_joined or _is_each(_LEAD, lead[:start].strip(","))


def _is_middle(middle, lead, is_office):
    """Whether what stands between who speaks and the verb keeps the two together."""
    is_apposed = _WHO_DOES.match(middle) or middle.startswith(",") and lead.endswith(",")
    if _DIRECT.fullmatch(middle[bool(is_apposed) :]) or is_office and _OF_OFFICE.fullmatch(middle):
        return True
    asides, _, last = middle.rpartition(",")
    if asides.startswith(",") and (_DIRECT.fullmatch(last) or _is_again(last)):
        return _is_each(_ASIDE, asides[1:])
    return _is_again(middle)


def _is_again(middle):
    found = _AGAIN.fullmatch(middle)
    return found is not None and not _RETOLD.search(found[1] or "")


def _is_each(one, kinds):
    """Whether all between the marks of `kinds` is of one shape."""
    return not kinds or all(one.fullmatch(part) for part in re.split("[,;:]", kinds))
