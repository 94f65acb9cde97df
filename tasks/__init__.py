"""The stages of Tracewire, in the order of the data."""

__version__ = "0.1.0"
