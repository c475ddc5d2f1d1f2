"""Work shared out among processes comes back in order, and fails as work does."""

from __future__ import annotations

import os
import signal
import time
from itertools import count

import pytest

from citeconv.cli import processes
from citeconv.model.report import CitationError


def _work(number: int) -> tuple[int, int]:
    """Later tasks are done sooner."""
    if number == 13:
        raise ValueError("thirteen")
    time.sleep(0.02 / (1 + number))
    return number * number, os.getpid()


@pytest.fixture(params=["forked", "pooled"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of having processes."""
    if request.param == "forked" and not hasattr(os, "fork"):
        pytest.skip("no processes can be forked here")
    monkeypatch.setattr(processes, "_FORKS", request.param == "forked")


@pytest.mark.usefixtures("either")
def test_results_come_in_the_order_of_the_tasks() -> None:
    found = list(processes.in_order(iter(range(1, 9)), _work, 3))
    assert [(task, square) for task, (square, _) in found] == [(n, n * n) for n in range(1, 9)]
    assert os.getpid() not in {pid for _, (_, pid) in found}


@pytest.mark.usefixtures("either")
def test_what_comes_before_a_failure_is_given_out() -> None:
    found: list[int] = []
    made = processes.in_order(iter(range(10, 20)), _work, 2)
    with pytest.raises(ValueError, match="thirteen"):
        found.extend(task for task, _ in made)
    assert found == [10, 11, 12]


@pytest.mark.usefixtures("either")
def test_no_more_is_taken_ahead_than_two_tasks_a_process() -> None:
    numbers = count(20)
    made = processes.in_order(numbers, _work, 2)
    next(made)
    made.close()  # type: ignore[attr-defined]
    assert next(numbers) <= 25


def _die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not processes._FORKS, reason="processes are not forked on this system")
def test_a_process_that_is_killed_is_told_of() -> None:
    with pytest.raises(CitationError, match="ended from outside"):
        list(processes.in_order(iter([1]), _die, 1))
