"""A card as a page for a browser: one file, no script, and nothing that is loaded from the network."""

from __future__ import annotations

import os
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from srs.app.images import find_image
from srs.errors import SrsError
from srs.markdown.html import escape_text, render_html, render_inline
from srs.markdown.mathml import with_mathml

if TYPE_CHECKING:
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.app.drill import Question
    from srs.markdown.stretches import Stretches

FILE_NAME = "card.html"
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.5 system-ui, sans-serif; }
header, footer { opacity: 0.7; font-size: 0.9rem; }
section { overflow-wrap: break-word; }
.question { font-size: 1.25rem; }
.extra { opacity: 0.85; }
mark.gap { background: none; color: LinkText; font-weight: 600; }
mark mark.gap { color: inherit; }
hr { border: 0; border-top: 1px solid; opacity: 0.3; margin: 1.5rem 0; }
img { max-width: 100%; background: #fff; }
pre { overflow-x: auto; padding: 0.6rem; border: 1px solid rgb(128 128 128 / 40%); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid rgb(128 128 128 / 40%); padding: 0.2rem 0.6rem; }
blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid rgb(128 128 128 / 40%); }
"""
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; img-src file:; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"


def write_page(collection: Collection, question: Question, *, revealed: bool) -> Path:
    """Write the page of a card into `.srs/` of its collection, over the one before; for its owner alone.

    Raises:
        SrsError: it cannot be written.
    """
    file = collection.folder / ".srs" / FILE_NAME
    fresh = file.with_name(f"{FILE_NAME}.{os.getpid()}")
    page = card_page(question, collection.notes, revealed=revealed).encode("utf-8", "replace")
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(page)
        fresh.replace(file)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SrsError(f"{file} cannot be written ({reason}).", "Check the permissions of the folder.") from error
    return file


def card_page(question: Question, notes: Path, *, revealed: bool) -> str:
    """Return the page of a card; with the question alone, nothing of the answer is on it."""
    draft = question.fact.draft

    def address_of(source: str) -> str | None:
        image = find_image(source, notes, draft.source.path)
        return image.file.as_uri() if image is not None and image.file is not None else None

    def section(name: str, text: str, hidden: Stretches = ()) -> str:
        html = with_mathml(render_html(text, image=address_of, hidden=hidden))
        return f'<section class="{name}">\n{html}\n</section>\n' if text else ""

    where = " › ".join(with_mathml(render_inline(part)) for part in draft.places)
    body = f"<header><p>{where}</p></header>\n{section('question', question.face.question)}"
    if revealed:
        body += f"<hr>\n{section('answer', question.face.answer, question.face.hidden)}"
        body += section("extra", draft.extra)
        body += f"<hr>\n<footer><p>{escape_text(str(draft.source))}</p></footer>\n"
    return (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape_text(draft.source.path)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )
