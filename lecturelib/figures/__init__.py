"""The lecture's pictures, drawn anew: each function returns a Picture, a Matplotlib figure with alt text."""
