from course.content.blocks import Block, numbered, scan
from course.content.problems import Report


def scanned(text):
    report = Report("lesson.md")
    return scan(numbered(text), report), [(problem.line, problem.code) for problem in report.problems]


def blocks(text):
    return [part for part in scanned(text)[0] if isinstance(part, Block)]


def test_a_block_has_a_name_an_argument_settings_and_a_body():
    (block,) = blocks("/// question | choice\n  id: told\nconfidence: yes\n\nPrompt\n///")
    assert (block.name, block.argument, block.line) == ("question", "choice", 1)
    assert block.settings == {"id": ("told", 2), "confidence": ("yes", 3)}
    assert [(line.number, line.text) for line in block.body] == [(4, ""), (5, "Prompt")]


def test_a_setting_is_the_rest_of_the_line_and_not_yaml():
    (block,) = blocks("/// survey\ntitle: no: # really\nscale.a: 1 x | 2 y\nempty:\n///")
    assert {name: value for name, (value, _) in block.settings.items()} == {
        "title": "no: # really", "scale.a": "1 x | 2 y", "empty": ""}


def test_a_longer_fence_holds_blocks_with_fewer_slashes():
    (quiz,) = blocks("//// quiz\nid: q\n\n/// question\n///\n\n/// question\n///\n////")
    assert [part.line for part in quiz.body if isinstance(part, Block)] == [4, 7]


def test_inside_a_code_fence_everything_is_text():
    text = "```\n/// question\n```\n\n~~~~ md\n/// quiz\n~~~\n///\n~~~~\n- a\n\n    ```\n    /// x\n    ```"
    parts, problems = scanned(text)
    assert problems == [] and not any(isinstance(part, Block) for part in parts)


def test_inline_backticks_open_no_fence():
    assert len(blocks("```not a fence``` here\n\n/// survey\n///")) == 1


def test_a_block_that_is_never_closed_is_reported_at_its_opening():
    assert scanned("Text\n\n/// question\nid: a\n")[1] == [(3, "B101")]


def test_a_block_that_is_not_closed_before_the_next_is_reported_and_both_are_read():
    parts, problems = scanned("/// question\nid: a\n\n/// question\nid: b\n\n///")
    assert problems == [(1, "B101")]
    assert [part.settings["id"][0] for part in parts if isinstance(part, Block)] == ["a", "b"]


def test_slashes_that_close_nothing_are_reported():
    assert scanned("Text\n///\n")[1] == [(2, "B102")]
    assert scanned("/// survey\n////\n///")[1] == [(2, "B102")]


def test_an_outer_block_closed_over_an_open_one_names_the_open_one():
    assert scanned("//// quiz\n/// question\n////")[1] == [(2, "B101")]


def test_a_doubled_setting_is_reported():
    assert scanned("/// survey\nid: a\nid: b\n///")[1] == [(3, "B104")]


def test_settings_end_with_a_blank_line():
    assert scanned("/// survey\nid: a\nText\n///")[1] == [(3, "B105")]
    assert scanned("/// survey\nid: a\n///")[1] == []


def test_a_code_fence_that_is_never_closed_is_reported():
    assert scanned("Text\n\n```\n/// survey\n///\n")[1] == [(3, "B107")]


def test_an_indented_block_is_text():
    assert blocks("    /// survey\n    ///") == []
    assert len(blocks("   /// survey\n   ///")) == 1


def test_a_tab_counts_as_four_spaces():
    assert [line.indent for line in numbered("\ta\n  \tb\n c")] == [4, 4, 1]
