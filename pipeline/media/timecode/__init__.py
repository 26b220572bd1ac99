"""The programme's own clock, as files carry it: a file a container."""
