"""One trigger as a state machine in three libraries, stepped month by month on values from a file.

    python benchmarks/peer_machines.py transitions values.npy states.npy

Runs in .venv-peers/. Every library gets the same guards, in plain Python; what is measured is the step.
Writes the states, one a month and area, and prints the seconds the steps took.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np

UP, DOWN, N_HELD, N_LOOKED, N_DWELL = 25.0, 9.0, 2, 3, 3


class Readings:
    """The last three readings of one area, and what they say."""

    def __init__(self) -> None:
        self.last: list[float] = []

    def read(self, value: float) -> None:
        """A month's value; only the last three are kept."""
        self.last = [*self.last[-(N_LOOKED - 1) :], value]

    def alarm(self) -> bool:
        """At or above the upper limit now, and in two of the last three months."""
        return self.last[-1] >= UP and sum(one >= UP for one in self.last) >= N_HELD

    def calm(self) -> bool:
        """At or below the lower limit for three months."""
        return len(self.last) == N_DWELL and all(one <= DOWN for one in self.last)


def with_transitions() -> Callable[[float], bool]:
    """transitions: a machine built in code, its conditions as functions."""
    from transitions import Machine  # type: ignore[import-not-found]

    readings = Readings()
    machine = Machine(states=["quiet", "alert"], initial="quiet", auto_transitions=False)
    machine.add_transition("month", "quiet", "alert", conditions=[readings.alarm])
    machine.add_transition("month", "alert", "quiet", conditions=[readings.calm])

    def step(value: float) -> bool:
        readings.read(value)
        machine.month()
        return bool(machine.state == "alert")

    return step


def with_python_statemachine() -> Callable[[float], bool]:
    """python-statemachine: a class, its conditions as methods."""
    from statemachine import State, StateMachine  # type: ignore[import-not-found]

    class Trigger(StateMachine):  # type: ignore[misc]
        quiet = State(initial=True)
        alert = State()
        month = (
            quiet.to(alert, cond="alarm") | alert.to(quiet, cond="calm") | quiet.to(quiet) | alert.to(alert)
        )

        def __init__(self) -> None:
            self.readings = Readings()
            super().__init__()

        def alarm(self) -> bool:
            return self.readings.alarm()

        def calm(self) -> bool:
            return self.readings.calm()

    machine = Trigger()

    def step(value: float) -> bool:
        machine.readings.read(value)
        machine.month()
        return bool(machine.alert in machine.configuration)

    return step


CHART = """
statechart:
  name: trigger
  root state:
    name: root
    initial: quiet
    states:
      - name: quiet
        transitions: [{event: month, guard: readings.alarm(), target: alert}]
      - name: alert
        transitions: [{event: month, guard: readings.calm(), target: quiet}]
"""


def with_sismic() -> Callable[[float], bool]:
    """sismic: a statechart in YAML, its guards as code."""
    from sismic.interpreter import Interpreter  # type: ignore[import-not-found]
    from sismic.io import import_from_yaml  # type: ignore[import-not-found]

    readings = Readings()
    interpreter = Interpreter(import_from_yaml(CHART), initial_context={"readings": readings})
    interpreter.execute()

    def step(value: float) -> bool:
        readings.read(value)
        interpreter.queue("month").execute()
        return "alert" in interpreter.configuration

    return step


LIBRARIES = {
    "transitions": with_transitions,
    "python-statemachine": with_python_statemachine,
    "sismic": with_sismic,
}


def main() -> None:
    """Steps every area through its months."""
    name, values_file, states_file = sys.argv[1:4]
    values = np.load(values_file)
    steps = [LIBRARIES[name]() for _ in values]
    begun = time.perf_counter()
    states = [[step(float(value)) for value in row] for step, row in zip(steps, values, strict=True)]
    print(time.perf_counter() - begun)
    np.save(states_file, np.array(states))


if __name__ == "__main__":
    main()
