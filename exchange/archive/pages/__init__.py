"""The public pages as a folder, to be read without a server: asked of the site itself, and their links made relative.

index.html            the home page in French; en/ has the English ones
evenements/…          each page as index.html in a folder of its address, its turned pages beside it as page-2.html
…json …ics …atom …    the other forms of pages, by their own names; in them addresses are those of the site
recherche/            the search, by a script of ours on an index that is a script too: nothing is fetched from file://
hors-du-dossier/      where links lead to what needs a server: members’ pages, filters, reports
static/ media/        styles, fonts, pictures
SHA256SUMS
"""
