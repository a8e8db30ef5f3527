"""One module a phase. Each has two functions:

`take(state, heard)` notes the answer to the prompt that stood open;
`prompt(state)` is the next thing worth asking in this phase, or None when its exit is met.
"""
