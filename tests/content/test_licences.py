"""What a licence allows, and where the licence of what was made of it does not do what it asks."""

import pytest

from course.content.licences import misfits, read_licence


@pytest.mark.parametrize(("line", "name"), [
    ("CC BY 4.0", "CC BY 4.0"), ("cc-by-sa-3.0", "CC BY-SA 3.0"), ("CC BY-NC-ND 4.0 International", "CC BY-NC-ND 4.0"),
    ("Creative Commons Attribution-ShareAlike 4.0 International", "CC BY-SA 4.0"), ("CC BY", "CC BY 4.0"),
    ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0", "CC BY-NC-ND 4.0"), ("CC0", "CC0 1.0"),
    ("Public domain", "Public domain"), ("MIT License", "MIT"), ("Apache-2.0", "Apache 2.0"),
    ("All rights reserved", None), ("ask us", None), ("Permitted by the ministry", None)])
def test_a_licence_is_known_by_the_line_that_names_it(line, name):
    found = read_licence(line)
    assert (found.name if found else None) == name


def test_its_terms_lead_to_its_deed():
    found = read_licence("CC BY-NC-SA 4.0")
    assert found.terms == {"by", "nc", "sa"} and found.address == "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert found.may_be_adapted and not read_licence("CC BY-ND 4.0").may_be_adapted


@pytest.mark.parametrize(("parent", "own", "said"), [
    ("CC BY 4.0", "CC BY 4.0", None), ("CC BY 4.0", "CC BY-SA 4.0", None), ("CC BY-SA 4.0", "CC BY-SA 4.0", None),
    ("CC0", "CC BY 4.0", None), ("CC BY-NC 4.0", "CC BY-NC 4.0", None), ("CC BY 4.0", "All rights reserved", None),
    ("CC BY-SA 4.0", "CC BY 4.0", "under the same licence"), ("CC BY-ND 4.0", "CC BY-ND 4.0", "not what you make of it"),
    ("CC BY-NC 4.0", "CC BY 4.0", "does not allow commercial use"), ("CC BY 4.0", "CC0", "named wherever it is used"),
    ("All rights reserved", "CC BY 4.0", "no licence that is known"),
    ("CC BY-NC-SA 4.0", "CC BY-SA 4.0", "under the same licence")])
def test_what_does_not_fit_is_said(parent, own, said):
    found = misfits(parent, own)
    assert (found == []) if said is None else (len(found) == 1 and said in found[0])
