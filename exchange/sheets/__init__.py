"""Each list of the site as a file for a spreadsheet, in the order of its page and under the same filters.

columns   what stands in a row of each kind
pages     the addresses: that of the list, and a suffix
"""
