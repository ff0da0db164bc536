"""The worker protocol, shared by parent (`inference`) and child (`workers`). Imports the standard library only."""
