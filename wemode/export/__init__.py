"""A kept debrief in the forms in which it may leave the machine, by the therapist alone."""
