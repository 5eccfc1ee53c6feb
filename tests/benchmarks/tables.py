"""The figures as Markdown tables, each with the bar that it has to stay under."""

NAMES = {
    "lesson": "Lesson page, opened again (all lessons evenly)",
    "papers": "Lesson page with a worksheet, opened again",
    "first opening": "Lesson page, first opening (with visit and statement)",
    "bare page": "Bare page",
    "answer": "Answering a sheet of one question",
    "bare answer": "Bare answer",
    "course": "Course page",
    "sign-in": "Sign-in (argon2id)",
    "desk": "Evaluator's page, 10,000 learners",
}
RATIOS = (  # ours, the yardstick, its words, the bar or None
    ("lesson", "bare page", "Lesson page opened again (all lessons evenly) / bare page", 1.3),
    ("papers", "bare page", "Lesson page with a worksheet, opened again / bare page", None),
    ("first opening", "bare page", "First opening / bare page", None),
    ("answer", "bare answer", "Answer / bare answer", 1.5),
    ("course", "bare page", "Course page / bare page", None),
    ("lesson", "lesson, few", "Lesson page, 10,000 learners / 100", 1.1),
    ("course", "course, few", "Course page, 10,000 learners / 100", 1.1),
)


def table(heads, rows):
    """Lines of a Markdown table; numbers stand to the right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def cost_table(found):
    rows = [[words, f"{found[name].middle:.2f}", _span(found[name])] for name, words in NAMES.items()]
    return table(["CPU ms per request, server and database together (1 worker)", "median", "quartiles"], rows)


def ratio_table(found):
    rows = [ratio_row(words, found[name].over(found[yardstick]), bar) for name, yardstick, words, bar in RATIOS]
    return table(["Ratio, median of rounds", "median", "quartiles", "least, most", "bar", ""], rows)


def ratio_row(words, ratio, bar):
    return [words, f"{ratio.middle:.2f}", _span(ratio), _min_max(ratio), *_held(ratio.middle, bar, "{}")]


def publishing_table(found):
    """`found` is what bench_publish answers; the bar is on CPU, and what the command takes to start is in neither side of it."""
    rows = [[f"... {name}", *(f"{one[unit]:,.2f}" for unit in ("cpu", "clock")), f"{one['memory']:.0f}", "", ""]
            for name, one in found.items()]
    start, nothing, change = (found[name] for name in (
        "started, and nothing done", "published from nothing", "published after one change"))
    cpu, clock = ((change[unit] - start[unit]) / (nothing[unit] - start[unit]) for unit in ("cpu", "clock"))
    rows.append(["... after one change / from nothing, both less the start", f"{cpu:.3f}", f"{clock:.3f}", "",
                 *_held(cpu, 0.1, "{}")])
    return table(["1,000 lessons with 5,000 questions", "CPU s", "clock s", "MB at the peak", "bar", ""], rows)


def crowd_table(results):
    rows = [[NAMES[name], f"{one.at(0.5) * 1000:.1f}", f"{one.at(0.99) * 1000:.1f}", f"{len(one.each) / one.span:.0f}"]
            for name, one in results.items()]
    return table(["8 clients at once, 2 workers of 4 threads", "p50 ms", "p99 ms", "requests/s"], rows)


def facts_table(facts):
    """`facts` are (words, figure, its unit, the bar that it must not pass or None)."""
    rows = [[words, f"{figure:,.4g} {unit}", *_held(figure, bar, "{} " + unit)] for words, figure, unit, bar in facts]
    return table(["Figure", "measured", "bar", ""], rows)


def pages_table(pages, together, bar):
    """`pages` is {what is asked: Result}; `together` all of them, asked by eight at once."""
    rows = [[name, f"{one.at(0.5) * 1000:.1f}", f"{one.at(0.95) * 1000:.1f}", *_held(one.at(0.95) * 1000, bar, "{}")]
            for name, one in pages.items()]
    rows.append(["all of these, 8 clients at once", f"{together.at(0.5) * 1000:.1f}", f"{together.at(0.95) * 1000:.1f}", "", ""])
    return table(["GET /xapi/statements?limit=100", "p50 ms", "p95 ms", "bar", ""], rows)


def batches_table(sent, bars):
    """`sent` are bench_store's figures; `bars` is {size of the batch: statements a second}."""
    rows = [[one["size"], f"{one['per_second']:,.0f}", *(f"{one[name] * 1000:,.3g}" for name in ("cpu", "p50", "p99")),
             one["lost"], *_reached(one, bars.get(one["size"]))] for one in sent]
    return table(["8 clients, statements in a batch", "statements/s", "CPU ms each", "p50 ms", "p99 ms", "lost", "bar", ""], rows)


def _reached(one, bar):
    if bar is None:
        return "", "held" if not one["lost"] else "**not held**"
    return f"≥ {bar:,}", "held" if one["per_second"] >= bar and not one["lost"] else "**not held**"


def _held(figure, bar, form):
    if bar is None:
        return "", ""
    return "≤ " + form.format(bar), "held" if figure <= bar else "**not held**"


def _span(series):
    low, high = series.spread()
    return f"{low:.2f} to {high:.2f}"


def _min_max(series):
    return f"{min(series.figures):.2f}, {max(series.figures):.2f}"
