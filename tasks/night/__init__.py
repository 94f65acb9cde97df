"""The nightly run: what waits is gone through in chunks, judged by workers and recorded by one parent."""
