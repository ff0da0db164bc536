"""The use cases, async, one class each, and the ports they need. Knows the domain and nothing else."""
