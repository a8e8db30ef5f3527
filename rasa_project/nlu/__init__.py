"""The graph components: one encoder, heads on its vectors, and the reader of spans."""
