"""From the bytes of an article to what may be worth keeping. Pure Python: no Django, no database, no network.

`formats` makes a `Document` of the bytes of a file or a page; `parsing` finds candidates in a `Document`. `posts` has
the one grammar of posts of social networks, for both and for what is pasted (`pasted`). `programmes` makes a
`Programme` of a file of another system, `archives` posts of what people take with them from their networks.
"""
