"""Work shared out among processes: tasks go in, what was made of each comes out, in their order.

On Linux the workers are forked with what is imported already: a large file is begun with three hundredths of a second
earlier than the modules of multiprocessing allow, which do the same elsewhere.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, Final, Generic, TypeVar

from citeconv.model.report import CitationError

Task = TypeVar("Task")
Made = TypeVar("Made")

_FORKS: Final = sys.platform == "linux"
_ENDED: Final = "a process of the conversion was ended from outside (was there memory enough?); --jobs 1 needs less"


def in_order(
    tasks: Iterator[Task], work: Callable[[Task], Made], jobs: int
) -> Iterator[tuple[Task, Made]]:
    """Each task with what `work` made of it in one of `jobs` processes.

    No more tasks are taken ahead than two for each process. What `work` raises is raised here; a process that is
    ended from outside is a `CitationError`. Workers end with this process, however that ends.
    """
    return _forked(tasks, work, jobs) if _FORKS else _pooled(tasks, work, jobs)


# --- forked -----------------------------------------------------------------------------------


def _forked(
    tasks: Iterator[Task], work: Callable[[Task], Made], jobs: int
) -> Iterator[tuple[Task, Made]]:
    following = next(tasks, None)
    alive, end_of_life = os.pipe()
    idle: list[_Worker[Task, Made]] = []
    #: By what they are heard through, with the numbers of their tasks.
    busy: dict[int, tuple[_Worker[Task, Made], int, Task]] = {}
    made: dict[int, tuple[Task, Made | None, BaseException | None]] = {}
    taken = given = 0
    try:
        while True:
            while following is not None and len(busy) < jobs and taken - given < 2 * jobs:
                task = following
                if idle:
                    idle[-1].give(task)
                    worker = idle.pop()
                else:
                    try:
                        worker = _Worker(work, task, alive, end_of_life)
                    except OSError as refused:
                        if not busy:
                            raise CitationError(
                                f"no process can be begun: {refused.strerror or refused}"
                            ) from refused
                        jobs = len(busy)  # the system allows no more
                        break
                busy[worker.results.fileno()] = worker, taken, task
                taken += 1
                following = next(tasks, None)  # to be at hand when a worker asks for it
            if given in made:
                task, result, error = made.pop(given)
                if error is not None:
                    raise error
                yield task, result  # type: ignore[misc]
                given += 1
                continue
            if not busy:
                return
            for ready in _heard(busy):
                worker, number, task = busy[ready]
                made[number] = task, *worker.take()
                del busy[ready]
                idle.append(worker)
                if following is None:
                    worker.dismiss()  # it frees its memory while others work
    finally:
        for worker, _, _ in busy.values():
            worker.end(at_once=True)
        for worker in idle:
            worker.end(at_once=False)
        os.close(alive)
        os.close(end_of_life)


def _heard(places: Iterable[int]) -> list[int]:
    """Which of some open files have something to be read; waits until one has."""
    waiting = select.poll()  # `select` itself knows no place above 1,023
    for place in places:
        waiting.register(place, select.POLLIN)
    return [place for place, _ in waiting.poll()]


class _Worker(Generic[Task, Made]):
    """A copy of this process that works on one task after another, `first` to begin with."""

    def __init__(
        self, work: Callable[[Task], Made], first: Task, alive: int, end_of_life: int
    ) -> None:
        opened: list[int] = []
        try:
            opened += os.pipe()
            opened += os.pipe()
            self.pid = os.fork()
        except OSError:
            for place in opened:
                os.close(place)
            raise
        tasks, to_worker, from_worker, results = opened
        if not self.pid:
            try:
                os.close(end_of_life)
                os.close(to_worker)
                os.close(from_worker)
                _serve(work, first, os.fdopen(tasks, "rb"), os.fdopen(results, "wb"), alive)
            finally:
                os._exit(0)
        os.close(tasks)
        os.close(results)
        self.tasks = os.fdopen(to_worker, "wb")
        self.results = os.fdopen(from_worker, "rb")

    def give(self, task: Task | None) -> None:
        try:
            pickle.dump(task, self.tasks)
            self.tasks.flush()
        except BrokenPipeError as error:  # not that of the output
            raise CitationError(_ENDED) from error

    def dismiss(self) -> None:
        """Let the process end where it waits for a task."""
        with suppress(CitationError):  # it has ended
            self.give(None)

    def take(self) -> tuple[Made | None, BaseException | None]:
        """What was made of a task, or what was raised."""
        try:
            return pickle.load(self.results)  # type: ignore[no-any-return]
        except (EOFError, pickle.UnpicklingError) as error:
            raise CitationError(_ENDED) from error

    def end(self, *, at_once: bool) -> None:
        """Wait for the process to end; one that works is killed."""
        if at_once:
            with suppress(OSError):  # it has ended
                os.kill(self.pid, signal.SIGKILL)
        else:
            self.dismiss()
        with suppress(ChildProcessError):  # whoever began the command may have it that nobody waits
            os.waitpid(self.pid, 0)
        self.results.close()
        with suppress(OSError):  # what was not flushed has no reader
            self.tasks.close()


def _serve(
    work: Callable[[Task], Made], first: Task, tasks: BinaryIO, results: BinaryIO, alive: int
) -> None:
    """Work until there is no task more."""
    _leave_signals_to_parent()
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    task: Task | None = first
    while task is not None:
        answer: tuple[Made | None, BaseException | None]
        try:
            answer = work(task), None
        except BaseException as error:  # the parent raises it
            answer = None, error
        try:
            text = pickle.dumps(answer)
            if answer[1] is not None:
                pickle.loads(text)
        except Exception:  # an exception of somebody's own
            text = pickle.dumps((None, RuntimeError(repr(answer[1]))))
        results.write(text)
        results.flush()
        task = pickle.load(tasks)


def _end_with(alive: int) -> None:
    """End when the other end is closed: by the parent's end, if by nothing else."""
    os.read(alive, 1)
    os._exit(1)


def _leave_signals_to_parent() -> None:
    """Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


# --- of multiprocessing ------------------------------------------------------------------------


def _pooled(
    tasks: Iterator[Task], work: Callable[[Task], Made], jobs: int
) -> Iterator[tuple[Task, Made]]:
    from concurrent.futures import Future, ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_begin_worker) as pool:
        running: deque[tuple[Task, Future[Made]]] = deque()
        try:
            more = True
            while more or running:
                while more and len(running) < 2 * jobs:
                    task = next(tasks, None)
                    if task is None:
                        more = False
                    else:
                        running.append((task, pool.submit(work, task)))
                if running:
                    task, future = running.popleft()
                    yield task, future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin_worker() -> None:
    """A worker ends with its parent, however that ends."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    _leave_signals_to_parent()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
