"""The simulation of waiting letters agrees with what can be worked out by hand."""

from random import Random

import pytest

from bench.queueing import PAGES, Costs, arrivals, row, simulate

MEAN_PAGES = sum(count * share for count, share in PAGES) / 100


def test_every_letter_is_read_once_and_none_before_it_came() -> None:
    day = simulate(500, 2, Costs(page_s=1.0, write_s=0.2))
    assert len(day.waits_s) == len(day.totals_s) == 500
    assert all(wait >= 0 for wait in day.waits_s)
    assert all(
        total >= wait + 1.2 - 1e-6 for wait, total in zip(day.waits_s, day.totals_s, strict=True)
    )


def test_shares_of_a_hundred() -> None:
    assert sum(share for _, share in PAGES) == 100


def test_work_is_neither_lost_nor_made() -> None:
    day = simulate(2000, 1, Costs(page_s=1.0, write_s=0.0))
    assert day.busy * 36_000 == pytest.approx(2000 * MEAN_PAGES, rel=0.1)


def test_more_workers_never_make_letters_wait_longer() -> None:
    waits = [max(simulate(3000, workers, Costs(1.3, 0.1)).waits_s) for workers in (1, 2, 4, 8)]
    assert waits == sorted(waits, reverse=True)


def test_a_quiet_day_has_no_queue() -> None:
    day = simulate(20, 50, Costs(page_s=1.0, write_s=0.0))
    assert max(day.waits_s) == 0


def test_the_one_writer_is_what_saturates_in_the_end() -> None:
    day = simulate(3000, 500, Costs(page_s=0.001, write_s=20.0))
    assert max(day.totals_s) > 3600
    assert day.writer_busy > 0.9


def test_a_long_letter_does_not_hold_up_short_ones() -> None:
    patient = simulate(3000, 1, Costs(page_s=2.0, write_s=0.0, turn_s=20.0))
    stubborn = simulate(3000, 1, Costs(page_s=2.0, write_s=0.0, turn_s=1e9))
    assert sum(patient.waits_s) < sum(stubborn.waits_s)


def test_the_same_seed_is_the_same_day() -> None:
    assert list(arrivals(50, Random(3))) == list(arrivals(50, Random(3)))
    costs = Costs(page_s=1.3, write_s=0.1)
    assert row(simulate(300, 1, costs), 1) == row(simulate(300, 1, costs), 1)


def test_what_goes_side_by_side_makes_no_queue_at_the_database() -> None:
    alone = simulate(2000, 400, Costs(page_s=0.001, write_s=10.0))
    beside = simulate(2000, 400, Costs(page_s=0.001, write_s=0.5, beside_s=9.5))
    assert min(beside.totals_s) >= 10.0
    assert max(beside.totals_s) < max(alone.totals_s) / 10
