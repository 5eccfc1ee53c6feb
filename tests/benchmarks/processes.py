"""What processes cost, read from /proc: CPU seconds of a process with all that it started, and memory."""

import os
import time
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")


def family(root):
    """Ids of a process and of all that descend from it and live."""
    children = {}
    for folder in Path("/proc").glob("[0-9]*"):
        parent = _fields(folder)
        if parent:
            children.setdefault(int(parent[1]), []).append(int(folder.name))
    found, open_ends = [root], [root]
    while open_ends:
        born = children.get(open_ends.pop(), [])
        found += born
        open_ends += born
    return found


def cpu_seconds(roots):
    """User and system time of families, with that of members who have died: it only ever grows."""
    return sum(_own(member) + _of_the_dead(member) for root in roots for member in family(root))


def _own(process):
    """To the nanosecond, by the process's own clock: clock_getcpuclockid(3) makes its number so."""
    try:
        return time.clock_gettime((~process << 3) | 2)
    except OSError:
        return 0.0


def _of_the_dead(process):
    fields = _fields(Path(f"/proc/{process}"))
    return (int(fields[13]) + int(fields[14])) * TICK if fields else 0.0


def _fields(folder):
    """proc_pid_stat(5), from the third field on: state, parent, ...; 13 and 14 are the time of children that have died."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def memory(process):
    """(resident, proportional) MB: the second shares out what several workers have in common."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024
