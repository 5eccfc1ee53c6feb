"""Small numbers are not told, so that nobody is picked out by being one of few."""

FEW = 5


def veiled(numbers):
    """Parts of a whole that is told: None for each from 1 to below FEW. One alone could be reckoned from the others, so that the
    smallest of them goes with it."""
    shown = [None if 0 < number < FEW else number for number in numbers]
    if shown.count(None) == 1:
        others = [(number, place) for place, number in enumerate(shown) if number]
        if others:
            shown[min(others)[1]] = None
    return shown


def alone(number):
    """A number by itself."""
    return None if 0 < number < FEW else number
