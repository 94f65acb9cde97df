"""The stages of Tracewire, in the order of the data."""
