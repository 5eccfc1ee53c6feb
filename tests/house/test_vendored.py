"""What others made and we ship has its licence beside it."""

from tests.house.sources import ROOT, project_files, read

FONTS = {".woff2", ".woff", ".ttf", ".otf"}


def test_every_font_has_its_licence_beside_it():
    """`OFL-atkinson.txt` is the licence of `atkinson-….woff2`."""
    fonts = [path for path in project_files() if path.suffix in FONTS]
    assert fonts
    for font in fonts:
        licences = [path for path in (ROOT / font.parent).glob("OFL-*.txt")
                    if font.name.startswith(path.stem.removeprefix("OFL-"))]
        assert len(licences) == 1, f"{font} has no licence beside it"
        assert "SIL OPEN FONT LICENSE" in licences[0].read_text()


def test_code_and_course_have_their_licences():
    text = read("LICENSE")
    assert "MIT License" in text
    assert "CC BY 4.0" in text
