"""What each `tracewire` verb does, one module a group; the options stand in flows/cli.py."""
