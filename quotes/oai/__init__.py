"""OAI-PMH 2.0: what libraries and aggregators harvest, in Dublin Core.

https://www.openarchives.org/OAI/openarchivesprotocol.html. Sets are the themes. No deletion is told (`deletedRecord`
is "no"): of what was withdrawn, nothing is said any more.
"""
