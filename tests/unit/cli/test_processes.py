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


def _pid(_: int) -> int:
    return os.getpid()


@pytest.mark.skipif(not processes._FORKS, reason="processes are not forked on this system")
def test_a_process_that_is_killed_while_it_waits_is_told_of() -> None:
    """What is no more than a broken pipe would be taken for the output's."""
    alive, end_of_life = os.pipe()
    worker = processes._Worker(_pid, 1, alive, end_of_life)
    try:
        assert worker.take() == (worker.pid, None)
        os.kill(worker.pid, signal.SIGKILL)
        os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
        with pytest.raises(CitationError, match="ended from outside"):
            worker.give(2)
    finally:
        worker.end(at_once=False)
        os.close(alive)
        os.close(end_of_life)


@pytest.mark.skipif(not processes._FORKS, reason="processes are not forked on this system")
def test_half_an_answer_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    dumps = processes.pickle.dumps
    monkeypatch.setattr(processes.pickle, "dumps", lambda answer: dumps(answer)[:-9])

    def long(_: int) -> str:
        # the process ends behind the half
        monkeypatch.setattr(processes.pickle, "load", lambda file: None)
        return "long" * 9

    with pytest.raises(CitationError, match="ended from outside"):
        list(processes.in_order(iter([1]), long, 1))


@pytest.mark.skipif(not processes._FORKS, reason="processes are not forked on this system")
def test_processes_need_not_be_waited_for() -> None:
    """Whoever began the command may have it that the system forgets processes that end."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        found = [task for task, _ in processes.in_order(iter(range(1, 9)), _work, 3)]
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert found == [*range(1, 9)]


class _Particular(Exception):
    """An exception that pickle writes, and cannot read."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


def _fail(_: int) -> None:
    raise _Particular("this", "that")


@pytest.mark.skipif(not processes._FORKS, reason="processes are not forked on this system")
def test_any_exception_is_told_of() -> None:
    with pytest.raises(RuntimeError, match="this and that"):
        list(processes.in_order(iter([1]), _fail, 1))


@pytest.mark.skipif(not processes._FORKS, reason="processes are not forked on this system")
def test_where_the_system_allows_few_processes_these_do_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fork, begun = os.fork, count()

    def sparing() -> int:
        if next(begun) >= 2:
            raise BlockingIOError("no more processes")
        return fork()

    monkeypatch.setattr(os, "fork", sparing)
    opened = len(os.listdir("/proc/self/fd"))
    found = [task for task, _ in processes.in_order(iter(range(1, 9)), _work, 5)]
    assert found == [*range(1, 9)]
    assert len(os.listdir("/proc/self/fd")) == opened


@pytest.mark.skipif(not processes._FORKS, reason="processes are not forked on this system")
def test_many_open_files_are_no_hindrance() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1200:
        pytest.skip("so many files cannot be opened here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1200), hard))
    null = os.open(os.devnull, os.O_RDONLY)
    held = [null]
    try:
        while held[-1] < 1100:
            held.append(os.dup(null))
        assert len(list(processes.in_order(iter(range(1, 9)), _work, 2))) == 8
    finally:
        for place in held:
            os.close(place)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
