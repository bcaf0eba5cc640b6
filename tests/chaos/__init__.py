"""What the site said was done is there, whatever was killed meanwhile.

`make chaos` runs the site as it is deployed, lets people work in it, kills one of its processes at a moment drawn from
a seed, starts that again as systemd would, and looks whether anything is missing. `docs/reliability.md` has figures.
"""
