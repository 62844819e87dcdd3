"""The stopwatch and the classes in which durations are counted."""

from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.domain import histogram
from provesvar_gui.domain.steps import Best, Run, Step, Stopwatch

SECONDS = st.floats(0, 1000, allow_nan=False)


def test_a_step_takes_as_long_as_since_the_one_before() -> None:
    now = [10.0]
    watch = Stopwatch(lambda: now[0])
    assert watch.reached(Step.NUMBER) is None, "nothing is being timed"
    watch.begin()
    for step, after in ((Step.NUMBER, 2.0), (Step.ENTER, 1.0), (Step.NUMBER, 0.5)):
        now[0] += after
        watch.reached(step)
    now[0] += 4.0
    run = watch.reached(Step.ALL_RESULTS)
    assert run == Run(seconds={Step.ENTER: 1.0, Step.NUMBER: 2.5, Step.ALL_RESULTS: 4.0}, whole=7.5)
    assert not watch.running


@given(st.lists(st.tuples(st.sampled_from([each for each in Step if each is not Step.ALL_RESULTS]), SECONDS), max_size=20))
def test_the_steps_together_are_the_whole_run(taken: list[tuple[Step, float]]) -> None:
    now = [0.0]
    watch = Stopwatch(lambda: now[0])
    watch.begin()
    for step, after in taken:
        now[0] += after
        watch.reached(step)
    run = watch.reached(Step.ALL_RESULTS)
    assert run is not None
    assert abs(sum(run.seconds.values()) - run.whole) < 1e-6
    assert set(run.seconds) == {step for step, _ in taken} | {Step.ALL_RESULTS}


def test_keys_belong_to_the_run_that_they_begin() -> None:
    watch = Stopwatch(lambda: 0.0)
    watch.key()
    watch.begin()
    watch.key()
    run = watch.reached(Step.ALL_RESULTS)
    assert run is not None
    assert (run.keys, watch.keys) == (2, 0)


def test_the_best_is_compared_with_its_like() -> None:
    best = Best()
    with_login = Run(seconds={Step.BROWSER: 1.0}, whole=20.0)
    best.add(with_login)
    within = Run(seconds={}, whole=5.0)
    best.add(within)
    assert best.best is within
    faster = Run(seconds={Step.BROWSER: 1.0}, whole=19.0)
    best.add(faster)
    assert (best.best, best.last, best.runs) == (faster, faster, 3)
    best.add(with_login)
    assert (best.best, best.last) == (faster, with_login)
    best.reset()
    assert [best.best, best.last, best.runs] == [None, None, 0]


@given(st.lists(SECONDS, min_size=1, max_size=60), st.floats(0.01, 1))
def test_a_quantile_is_the_upper_bound_of_its_class(durations: list[float], share: float) -> None:
    bound = histogram.quantile(histogram.of(durations), share)
    assert bound is not None
    within = sum(each <= bound for each in durations)
    assert within >= share * len(durations) - 1e-9
    smaller = [each for each in (*histogram.BOUNDS, inf) if each < bound]
    if smaller:
        assert sum(each <= smaller[-1] for each in durations) < share * len(durations) + 1e-9


@given(st.lists(SECONDS), st.lists(SECONDS))
def test_counts_are_added_up(one: list[float], other: list[float]) -> None:
    assert histogram.added(histogram.of(one), histogram.of(other)) == histogram.of([*one, *other])


def test_of_nothing_there_is_no_quantile() -> None:
    assert histogram.quantile(histogram.NOTHING, 0.5) is None


def test_what_comes_from_a_file_is_counts_or_nothing() -> None:
    good = list(histogram.of([0.1, 400.0]))
    assert histogram.acceptable(good) == tuple(good)
    for bad in (
        None,
        good[:-1],
        [*good[:-1], -1],
        [*good[:-1], 1.0],
        [*good[:-1], True],
        [*good[:-1], "13896900263"],
        [10**12] * 23,
    ):
        assert histogram.acceptable(bad) is None
