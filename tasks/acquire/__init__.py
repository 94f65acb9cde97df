"""Bytes from outside: fetching, feeds, archives, files. Everything here touches the world."""
