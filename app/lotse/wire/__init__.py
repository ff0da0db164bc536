"""The worker protocol, shared by the parent's side (`inference`) and the child's side (`workers`). Standard library only."""
