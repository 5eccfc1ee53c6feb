"""Names computed from bytes: a revision's is its git blob id, an edition's the git tree id of the course's folder."""

import hashlib


def blob_name(data):
    return _object_id(b"blob", data).hex()


def tree_name(files):
    """Returns the tree id of {posix path: bytes}; every file has mode 100644, folders without files do not exist.

    Raises ValueError for paths that no folder could hold together.
    """
    folder = {}
    for path, data in files.items():
        *parents, name = path.split("/")
        if {"", ".", ".."} & {*parents, name}:
            raise ValueError(f"{path!r} is no path within a folder")
        place = folder
        for parent in parents:
            place = place.setdefault(parent, {})
            if not isinstance(place, dict):
                raise ValueError(f"{path} stands inside a file")
        if name in place:
            raise ValueError(f"{path} is a folder as well")
        place[name] = data
    return _tree_id(folder).hex()


def _tree_id(folder):
    entries = []
    for name, content in folder.items():
        kept = name.encode()
        if isinstance(content, dict):
            entries.append((kept + b"/", b"40000 " + kept + b"\0" + _tree_id(content)))
        else:
            entries.append((kept, b"100644 " + kept + b"\0" + _object_id(b"blob", content)))
    return _object_id(b"tree", b"".join(entry for _, entry in sorted(entries)))


def _object_id(kind, data):
    header = b"%s %d\0" % (kind, len(data))
    return hashlib.sha1(header + data, usedforsecurity=False).digest()
