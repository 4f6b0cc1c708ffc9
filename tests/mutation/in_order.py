"""The order of tests in which a change is noticed soonest."""

from __future__ import annotations

import math
import resource
import time
from collections import Counter
from collections.abc import Iterator

import hypothesis
import pytest

# Seconds of computing up to which a test comes among the first, and among the second.
QUICK, MIDDLING = 0.1, 1.0
# A change that makes a loop endless is noticed once a test has computed for so long, however busy the machine is.
SECONDS = 45


class InOrder:
    """Those that noticed a change before come first, then the nearest, of these the quick; a file's stay together."""

    def __init__(
        self, seconds: dict[str, float], noticed: Counter[str], nearest: set[str], patience: float = math.inf
    ) -> None:
        self.seconds, self.noticed, self.nearest, self.patience = seconds, noticed, nearest, patience
        self.took: dict[str, float] = {}
        self.failed = ""
        self.stopped = False

    def pytest_sessionstart(self) -> None:
        """Do not look for a smaller example once there is one."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("first", hypothesis.settings.get_profile("default"), phases=phases)
        hypothesis.settings.load_profile("first")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=self._rank)

    def _rank(self, test: pytest.Item) -> tuple[int, bool, bool, bool]:
        seconds, far = self.seconds.get(test.nodeid, 0), test.nodeid.partition("::")[0] not in self.nearest
        return -self.noticed[test.nodeid], far, seconds > MIDDLING, seconds > QUICK

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.limit()
        began = time.process_time()
        yield
        self.took[item.nodeid] = time.process_time() - began
        if time.process_time() > self.patience:
            item.session.shouldstop = self.stopped = not self.failed

    def limit(self) -> None:
        """Let this process compute for so many seconds more."""
        last = int(time.process_time()) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (last, resource.RLIM_INFINITY))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = report.nodeid
