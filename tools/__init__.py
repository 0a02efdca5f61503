"""What maintains the course: tests and benchmarks import it, and it imports neither."""
