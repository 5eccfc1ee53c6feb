"""Parts of a whole, never without their n and their interval."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054  # of the normal distribution, for 95 %


def wilson(part, whole):
    """The 95 % interval of a share, as (low, high) from 0 to 1; None where the whole is 0.

    The score interval: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927), 209-212.
    """
    if not whole:
        return None
    share, square = min(part / whole, 1), Z * Z
    middle = share + square / (2 * whole)
    reach = Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max(0.0, (middle - reach) / (1 + square / whole)), min(1.0, (middle + reach) / (1 + square / whole))


def percent(value):
    """A share in whole per cent, a half upwards as everybody rounds it by hand: 0.625 is 63, 0.005 is 1."""
    return int(round(value * 100, 6) + 0.5)


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; `value`, `low` and `high` lie between 0 and 1, and are None where the whole is 0."""

    part: int
    whole: int

    @property
    def value(self):
        return self.part / self.whole if self.whole else None

    @property
    def low(self):
        return wilson(self.part, self.whole)[0] if self.whole else None

    @property
    def high(self):
        return wilson(self.part, self.whole)[1] if self.whole else None

    @property
    def cells(self):
        """As files have it: whole, share, low, high."""
        return self.whole, self.value, self.low, self.high
