"""Public pages in the memory of each process, answered before Django is asked: `docs/speed.md` says why none is wrong.

door      answers what is kept, keeps what was made
pages     one page: its bytes, plain and compressed, and what is said with them
store     the pages of a process, as many as there is room for
latest    the content version, asked of the database once a second
tables    the triggers that move it
"""
