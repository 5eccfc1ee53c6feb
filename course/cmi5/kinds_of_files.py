"""The content type of a package's file, by the ending of its name; the same on every machine."""

from mimetypes import MimeTypes

UNKNOWN = "application/octet-stream"
MORE = {
    "avif": "image/avif", "cur": "image/x-icon", "eot": "application/vnd.ms-fontobject", "flac": "audio/flac",
    "js": "text/javascript", "json": "application/json", "m4a": "audio/mp4", "m4v": "video/mp4", "map": "application/json",
    "md": "text/markdown", "mjs": "text/javascript", "oga": "audio/ogg", "ogg": "audio/ogg", "ogv": "video/ogg",
    "opus": "audio/ogg", "otf": "font/otf", "ttf": "font/ttf", "vtt": "text/vtt", "wasm": "application/wasm",
    "wav": "audio/wav", "webm": "video/webm", "webmanifest": "application/manifest+json", "webp": "image/webp",
    "woff": "font/woff", "woff2": "font/woff2", "xhtml": "application/xhtml+xml", "xml": "text/xml",
}
_known = MimeTypes(filenames=())


def content_type(path):
    ending = path.rpartition(".")[2].lower()
    return MORE.get(ending) or _known.guess_type(f"a.{ending}", strict=True)[0] or UNKNOWN
