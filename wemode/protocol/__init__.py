"""The path of a debrief as a pure state machine: state + what was heard → next state + what to say.

No input or output, no clock, no randomness: everything comes in through the arguments.
"""

from wemode.protocol.acts import Act, Choice, Step
from wemode.protocol.state import PHASES, State
from wemode.protocol.step import on_offer, step

__all__ = ["Act", "Choice", "PHASES", "State", "Step", "on_offer", "step"]
