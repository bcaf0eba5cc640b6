"""The API: what the public sees, and drafts that are proposed, for programs. `docs/api.md` says how to ask.

door        what every answer goes through: limits, kept answers, who may read them, refusals in one form
schemas     what leaves, in pydantic's words
shapes      how a record becomes that
asking      parameters, and the pages that a cursor turns
views       an address a collection, and one a record
drafts      what may be written of each kind
filling     the form of the administration, filled and saved
writing     keys that write, drafts and articles that are posted, each once
described   what the API says of itself: OpenAPI
pages       the documentation, a page of the site
"""
