"""The access journal: each look-up of this machine, chained, sealed and checked."""
