"""A quote as a picture to share, set by the site's own face: nothing here knows the database or a request."""
