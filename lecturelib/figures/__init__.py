"""The lecture's pictures, drawn anew: each function returns a Picture, a figure with alt text."""
