"""Every rate that makes dated money flows worth nothing: scaled, counted, bracketed, all of them reported.

Floats live here and nowhere else in the arithmetic. A flow is (years from the first, amount); with u = ln(1 + rate)
the worth is the sum of amount × exp(-u × years). By Descartes' rule for such sums (Laguerre 1883) it has at most as
many roots as the amounts change sign. Multiplying by exp(u × s), with s inside one sign change, and deriving removes
exactly that change, so the roots of the derived sum separate the roots of the first: found level by level, none is
missed. Past `DEEPEST` sign changes a dense scan takes over.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import exp, log

Terms = list[tuple[float, float]]
DEEPEST = 60
SCANNED = 2000
WIDEST = 200.0
TOUCHING = 1e-13
STEPS = 200
FINEST = 2.0**-53


def sign_changes(amounts: Sequence[float]) -> int:
    """Count how often successive non-zero amounts change sign."""
    signs = [a > 0 for a in amounts if a]
    return sum(a != b for a, b in pairwise(signs))


def log_rates(flows: Sequence[tuple[float, float]]) -> list[float]:
    """Give every u = ln(1 + rate) at which the flows are worth nothing, lowest first; empty where there is none."""
    terms = _scaled(flows)
    changes = sign_changes([amount for _, amount in terms])
    if changes == 0:
        return []
    low, high = _bounds(terms)
    return _isolated(terms, low, high) if changes <= DEEPEST else _scan(terms, low, high)


def _scaled(flows: Sequence[tuple[float, float]]) -> Terms:
    """Net the flows of one time, drop empty ones, make the largest amount 1."""
    net: dict[float, float] = {}
    for time, amount in flows:
        net[time] = net.get(time, 0.0) + amount
    largest = max((abs(a) for a in net.values()), default=0.0)
    return [(time, net[time] / largest) for time in sorted(net) if net[time]] if largest else []


def _bounds(terms: Terms) -> tuple[float, float]:
    """Beyond these the first, or the last, amount outweighs all others together."""
    (t0, first), (t1, _), (t2, _), (t3, last) = terms[0], terms[1], terms[-2], terms[-1]
    total = sum(abs(a) for _, a in terms)
    high, low = log(total / abs(first)) / (t1 - t0), log(total / abs(last)) / (t3 - t2)
    return max(-low - 1e-9, -WIDEST), min(high + 1e-9, WIDEST)


def _worth(terms: Terms, u: float) -> tuple[float, float]:
    """Give the worth at u and the sum of its absolute parts, both scaled so that nothing overflows."""
    most = max(-u * terms[0][0], -u * terms[-1][0])
    parts = [amount * exp(-u * time - most) for time, amount in terms]
    return sum(parts), sum(map(abs, parts))


def _isolated(terms: Terms, low: float, high: float) -> list[float]:
    if sign_changes([a for _, a in terms]) == 0:
        return []
    return _between(terms, [low, *_isolated(_derived(terms), low, high), high])


def _derived(terms: Terms) -> Terms:
    at = next(i for i in range(1, len(terms)) if (terms[i][1] > 0) != (terms[i - 1][1] > 0))
    middle = (terms[at][0] + terms[at - 1][0]) / 2
    turned = [(time, amount * (middle - time)) for time, amount in terms]
    largest = max(abs(a) for _, a in turned)
    return [(time, a / largest) for time, a in turned]


def _between(terms: Terms, edges: list[float]) -> list[float]:
    """Give one root for each pair of edges with different signs, and each inner edge that just touches zero."""
    found: list[float] = []
    values = [_worth(terms, u) for u in edges]
    touching = [abs(v) <= TOUCHING * size for v, size in values]
    for i in range(len(edges) - 1):
        if touching[i]:
            found += [edges[i]]
        elif not touching[i + 1] and values[i][0] * values[i + 1][0] < 0:
            found += [_bracketed(terms, edges[i], edges[i + 1], values[i][0])]
    return found + ([edges[-1]] if touching[-1] else [])


def _bracketed(terms: Terms, a: float, b: float, fa: float) -> float:
    """Narrow a sign change by Newton's steps, halving wherever they leave the bracket or stop shrinking."""
    u, last = (0.0 if a < 0.0 < b else (a + b) / 2), b - a
    for _ in range(STEPS):
        value, slope, size = _sloped(terms, u)
        if abs(value) <= FINEST * size:
            return u
        a, b = (u, b) if value * fa > 0 else (a, u)
        step = -value / slope if slope else last
        if not a < u + step < b or abs(step) > abs(last) / 2:
            step = (a + b) / 2 - u
        u, last = u + step, step
        if abs(step) <= FINEST * max(1.0, abs(u)):
            return u
    return u


def _sloped(terms: Terms, u: float) -> tuple[float, float, float]:
    """Give worth, its slope and the sum of its absolute parts, all on one scale."""
    most = max(-u * terms[0][0], -u * terms[-1][0])
    parts = [amount * exp(-u * time - most) for time, amount in terms]
    return sum(parts), -sum([part * time for part, (time, _) in zip(parts, terms, strict=True)]), sum(map(abs, parts))


def _scan(terms: Terms, low: float, high: float) -> list[float]:
    step = (high - low) / SCANNED
    return _between(terms, [low + step * k for k in range(SCANNED + 1)])
