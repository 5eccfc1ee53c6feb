"""What was written in a word processor comes in as clean Markdown: copied, or as a document; hostile ones do no harm."""

import io
import zipfile

import pytest
from PIL import Image

from course.authoring.documents import html_of
from course.authoring.pasting import from_document, from_html
from course.authoring.picturing import FileDoesNotFit
from tests import cast, making
from tests.authoring.test_workshop import DRAFT, HELLO, body_of
from tests.forms import form_to, send
from tests.people.asking import make, signed_in

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- /* Style Definitions */ p.MsoNormal {margin:0in;} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]--></head><body lang=EN-US>
<!--StartFragment--><p class=MsoTitle>Who is missing?<o:p></o:p></p><h1>The first meeting<o:p></o:p></h1>
<p class=MsoNormal>Three of ten <b style='mso-bidi-font-weight:normal'>neighbors</b> <i>came</i>.<a
style='mso-comment-reference:A_1'></a>
<span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor
href="#_msocom_1">[A1]</a></span></span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span>
<![endif]>Who was asked?<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='margin-left:1.0in;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.
<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>By letter<o:p></o:p></p>
<h2>What we do</h2><p class=MsoNormal><a href="https://example.org/plan">The plan</a></p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Level<o:p></o:p></p></td><td><p class=MsoNormal>Promise</p></td></tr>
<tr><td><p class=MsoNormal>Inform</p></td><td><p class=MsoNormal>News | letters</p></td></tr></table>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Delete this before we
publish!</p></div></div>
<!--EndFragment--></body></html>"""
GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"
style="line-height:1.38;"><span
style="font-size:16pt;font-weight:400;">Levels</span></h2><p dir="ltr"><span style="font-weight:400;">We ask </span><span
style="font-weight:700;">early</span><span style="font-style:italic;"> and often</span>, see <a
href="https://www.google.com/url?q=https://example.org/a&amp;sa=D&amp;usg=x"><span
style="text-decoration:underline">here</span></a>.</p>
<ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p
dir="ltr" role="presentation"><span>Two</span></p></li></ul></ul></b><br class="Apple-interchange-newline">"""
LIBRE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><style>p { color:
#000 }</style>
</head><body lang="en-US" dir="ltr"><h1 class="western">A plan</h1><p style="margin-bottom: 0.1in"><font face="Liberation
Serif"><font
size="3"><b>Whom</b> do we
<i>ask</i>?</font></font></p><ol><li><p>Ask</p></li><li><p>Listen</p></li></ol><p><br/></p></body></html>"""


@pytest.mark.parametrize(("html", "markdown"), [
    (WORD, """## Who is missing?

## The first meeting

Three of ten **neighbors** *came*.

- Who was asked?
    1. By letter

### What we do

[The plan](https://example.org/plan)

| Level | Promise |
|---|---|
| Inform | News \\| letters |"""),
    (GOOGLE, "## Levels\n\nWe ask **early** *and often*, see [here](https://example.org/a).\n\n- One\n    - Two"),
    (LIBRE, "## A plan\n\n**Whom** do we *ask*?\n\n1. Ask\n2. Listen"),
])
def test_what_word_processors_copy_becomes_markdown(html, markdown):
    assert from_html(html).text == markdown


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' \
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def docx(body, **parts):
    """A .docx as a word processor packs it."""
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
                     for key, name in (("Berschrift1", "heading 1"), ("H2", "heading 2"), ("Titel", "Title")))
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>'
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
                              '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Target="https://example.org/"/>'
                                        '<Relationship Id="rId2" Target="javascript:alert(1)"/></Relationships>'} | parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def p(text, style="", more="", look=""):
    about = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    return f"<w:p><w:pPr>{about}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def listed(text, depth=0):
    return p(text, more=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>')


def test_a_document_of_a_word_processor_becomes_markdown():
    rows = (("A", "B"), ("1", "2 &lt; 3"))
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    body = (p("Plan", "Titel") + p("Who?", "Berschrift1") + p("loud", look="<w:b/>") + p("quiet", look='<w:b w:val="0"/>')
            + listed("One") + listed("Two", 1) + listed("Three")
            + '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>there</w:t></w:r></w:hyperlink>'
              '<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>'
              '<w:ins><w:r><w:t xml:space="preserve"> new</w:t></w:r></w:ins><w:r><w:drawing/></w:r></w:p>'
            + f"<w:tbl>{table}</w:tbl>" + "<w:sdt><w:sdtContent>" + p("In a frame") + "</w:sdtContent></w:sdt>")
    found = from_document("Plan.DOCX", docx(body))
    assert found.text == ("## Plan\n\n## Who?\n\n**loud**\n\nquiet\n\n- One\n    1. Two\n- Three\n\n"
                          "[there](https://example.org/) new\n\n| A | B |\n|---|---|\n| 1 | 2 < 3 |\n\nIn a frame")
    assert "pictures" in found.lost[0]


def damaged(data):
    """With a first file that no longer unpacks."""
    place = 30 + len("word/document.xml")
    return data[:place] + b"\xff" * 8 + data[place + 8:]


@pytest.mark.parametrize(("name", "data", "words"), [
    ("a.docx", b"no zip", "cannot be opened"),
    ("a.docx", damaged(docx("<w:p/>")), "cannot be opened"),
    ("a.docx", docx("")[:200], "cannot be opened"),
    ("a.docx", docx("", **{"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "no word processor writes"),
    ("a.docx", docx("", **{"word/document.xml": "<w:p>"}), "no word processor writes"),
    ("a.docx", docx("", **{"word/document.xml": "<a>" * 100 + "</a>" * 100}), "no word processor writes"),
    ("a.docx", docx("", **{"word/document.xml": " " * 21_000_000}), "too long"),
    ("a.doc", b"x", ".docx or as a web page"),
    ("a.html", b"", "must hold something"),
])
def test_a_hostile_or_broken_document_is_refused_in_a_sentence(name, data, words):
    with pytest.raises(FileDoesNotFit, match=words):
        from_document(name, data)


def test_links_and_scripts_of_a_document_do_nothing():
    body = '<w:p><w:hyperlink r:id="rId2"><w:r><w:t>press</w:t></w:r></w:hyperlink></w:p>'
    body += p("&lt;script&gt;alert(1)&lt;/script&gt;")
    html = html_of(docx(body))[0]
    assert "<script>" not in html
    assert from_document("a.docx", docx(body)).text == "press\n\n&lt;script>alert(1)&lt;/script>"


@pytest.fixture
def frank(app):
    making.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


@pytest.mark.databases("sqlite")
def test_a_document_is_read_looked_at_and_put_in_its_place(frank):
    page = frank.get(f"{DRAFT}/paste/{HELLO}").text
    data = dict(form_to(page, "/conversions/").hidden) | {"file": (io.BytesIO(GOOGLE.encode()), "levels.html")}
    page = frank.post(f"{DRAFT}/conversions/{HELLO}", data=data).text
    assert "What came of it" in page and "We ask **early**" in page
    answer = send(frank, page, "/insertions/", text="## Levels\r\n\r\nWe ask **early**.", after="999")
    assert "Saved in your draft" in answer.text
    text = body_of(frank.get(f"{DRAFT}/texts/{HELLO}").text)
    assert text.endswith("(files/list.txt).\n\n## Levels\n\nWe ask **early**.\n")
    wrong = data | {"file": (io.BytesIO(b"x"), "a.doc")}
    answer = frank.post(f"{DRAFT}/conversions/{HELLO}", data=wrong)
    assert answer.status_code == 422 and "as a web page" in answer.text


@pytest.mark.databases("sqlite")
def test_what_is_pasted_is_answered_to_a_script(frank):
    token = dict(form_to(frank.get(f"{DRAFT}/paste/{HELLO}").text, "/conversions/").hidden)["csrf_token"]
    long = {"csrf_token": token, "html": "<b>a</b><script>x</script>" + " " * 3_000_000}
    answer = frank.post(f"{DRAFT}/conversions/{HELLO}", data=long, headers={"Accept": "application/json"})
    assert answer.json == {"text": "**a**", "words": "Pasted as Markdown. Left out: a script."}


def picture(colour="red"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    return out


@pytest.mark.databases("sqlite")
def test_a_picture_comes_in_with_its_words_and_never_without(frank):
    page = frank.get(f"{DRAFT}/picture/{HELLO}").text
    hidden = dict(form_to(page, "/pictures/").hidden)
    given = hidden | {"file": (io.BytesIO(picture().getvalue()), "image.png"), "alt": "", "after": "1"}
    answer = frank.post(f"{DRAFT}/pictures/{HELLO}", data=given)
    assert answer.status_code == 422 and "never make one up" in answer.text
    given |= {"file": (io.BytesIO(picture().getvalue()), "image.png"), "alt": "A red [door]"}
    assert frank.post(f"{DRAFT}/pictures/{HELLO}", data=given, follow_redirects=True).status_code == 200
    assert body_of(frank.get(f"{DRAFT}/texts/{HELLO}").text).startswith(
        "\n![A red \\[door\\]](files/image.png)\n\nTwo neighbours")
    other = hidden | {"file": (io.BytesIO(picture("blue").getvalue()), "image.png"), "alt": "A blue door"}
    answer = frank.post(f"{DRAFT}/pictures/{HELLO}", data=other, headers={"Accept": "application/json"})
    assert answer.json == {"line": "![A blue door](files/image-2.png)"}, "another picture of the same name takes no other's place"
    answer = frank.post(f"{DRAFT}/pictures/{HELLO}", data=hidden | {"alt": "Again", "of": "files/image.png"},
                        headers={"Accept": "application/json"})
    assert answer.json == {"line": "![Again](files/image.png)"}


@pytest.mark.databases("sqlite")
def test_a_long_lesson_in_any_script_is_kept(frank):
    page = frank.get(f"{DRAFT}/texts/{HELLO}").text
    long = "👋" * 95_000
    data = dict(form_to(page, f"/draft/texts/{HELLO}").hidden) | {"body": long}
    answer = frank.post(f"{DRAFT}/texts/{HELLO}", data=data, headers={"Accept": "application/json"})
    assert answer.status_code == 200 and answer.json["words"] == "Saved in your draft"
