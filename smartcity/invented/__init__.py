"""A collection that nobody spoke: as large as those of associations get, for pages to be judged at their size."""
