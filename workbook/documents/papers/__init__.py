"""The papers themselves: what stands in each, and in which order."""
