"""The sentence encoder: all-mpnet-base-v2 as one int8 file, made here from the published weights."""
