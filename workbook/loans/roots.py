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
FINEST = 1e-15


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
            found += [_bracketed(terms, edges[i], edges[i + 1], values[i][0], values[i + 1][0])]
    return found + ([edges[-1]] if touching[-1] else [])


def _bracketed(terms: Terms, a: float, b: float, fa: float, fb: float) -> float:
    """Narrow a sign change by the secant that halves a stale end (Illinois), then by halving, to the last bits."""
    kept = 0
    for step in range(STEPS):
        middle = _inside(a, b, fa, fb, halve=step >= STEPS // 2)
        value = _worth(terms, middle)[0]
        if value == 0 or b - a <= FINEST * max(1.0, abs(middle)):
            return middle
        if value * fa < 0:
            b, fb, fa, kept = middle, value, fa / 2 if kept == -1 else fa, -1
        else:
            a, fa, fb, kept = middle, value, fb / 2 if kept == 1 else fb, 1
    return (a + b) / 2


def _inside(a: float, b: float, fa: float, fb: float, *, halve: bool) -> float:
    secant = (a + b) / 2 if halve or fa == fb else (a * fb - b * fa) / (fb - fa)
    return secant if a < secant < b else (a + b) / 2


def _scan(terms: Terms, low: float, high: float) -> list[float]:
    step = (high - low) / SCANNED
    return _between(terms, [low + step * k for k in range(SCANNED + 1)])
