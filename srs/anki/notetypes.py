"""The two note types of srs in Anki, frozen for ever.

Anki recognises a note type by its id. A field added, renamed or moved makes every later import a conflict, a newer
`mod` overwrites the styling that its user changed; so ids, names, order, templates and `mod` never change. What is
needed one day goes into the spare fields.

Asking both ways is a field, not a note type: a note keeps its type for life, but a field can be filled and emptied.
"""

from __future__ import annotations

from typing import Any, Final

import genanki

FIELDS: Final = ("Front", "Back", "Context", "Extra", "Source", "Id", "Reverse", "Spare1", "Spare2", "Spare3")
MODIFIED: Final = 1767225600
"""When the note types were last changed (UTC seconds): 2026-01-01."""

_CONTEXT = '{{#Context}}<div class="srs-context" dir="auto">{{Context}}</div>{{/Context}}'
_BELOW = (
    '{{#Extra}}<div class="srs-extra" dir="auto">{{Extra}}</div>{{/Extra}}'
    '{{#Source}}<div class="srs-source">{{Source}}</div>{{/Source}}'
)
_FORWARD = {
    "name": "Forward",
    "qfmt": f'{{{{#Front}}}}{_CONTEXT}<div class="srs-text" dir="auto">{{{{Front}}}}</div>{{{{/Front}}}}',
    "afmt": f'{{{{FrontSide}}}}<hr id="answer"><div class="srs-text" dir="auto">{{{{Back}}}}</div>{_BELOW}',
}
_REVERSED = {
    "name": "Reversed",
    "qfmt": (
        f'{{{{#Reverse}}}}{{{{#Back}}}}{_CONTEXT}<div class="srs-text" dir="auto">{{{{Back}}}}</div>'
        f"{{{{/Back}}}}{{{{/Reverse}}}}"
    ),
    "afmt": f'{{{{FrontSide}}}}<hr id="answer"><div class="srs-text" dir="auto">{{{{Front}}}}</div>{_BELOW}',
}
_CLOZE = {
    "name": "Cloze",
    "qfmt": f'{_CONTEXT}<div class="srs-text" dir="auto">{{{{cloze:Front}}}}</div>',
    "afmt": (
        f'{_CONTEXT}<div class="srs-text" dir="auto">{{{{cloze:Front}}}}</div>'
        f'{{{{#Back}}}}<hr id="answer"><div class="srs-text" dir="auto">{{{{Back}}}}</div>{{{{/Back}}}}{_BELOW}'
    ),
}
_STYLE = """\
.card { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-size: 20px;
  line-height: 1.5; text-align: center; color: #1d1d1f; background: #fdfdfc; padding: 0 0.5em; }
.srs-text, .srs-extra { display: block; max-width: 42em; margin: 0.6em auto; overflow-wrap: break-word; }
.srs-extra { font-size: 0.85em; }
.srs-context, .srs-source { max-width: 56em; margin: 0.4em auto; font-size: 0.7em; color: #6b6b70; overflow-wrap: anywhere; }
.srs-source { margin-top: 1.6em; }
hr { border: 0; border-top: 1px solid #c9c9ce; max-width: 42em; margin: 1em auto; }
ul, ol, dl, pre, blockquote { text-align: start; }
ul, ol { display: inline-block; margin: 0.3em 0; padding-inline-start: 1.6em; }
li ul, li ol { display: block; }
blockquote { margin: 0.5em 0; padding-inline-start: 0.8em; border-inline-start: 3px solid #c9c9ce; }
dt { font-weight: 600; }
img { max-width: 100%; height: auto; max-height: 70vh; }
table { display: block; width: max-content; max-width: 100%; margin: 0.5em auto; overflow-x: auto; border-collapse: collapse; }
th, td { border: 1px solid #c9c9ce; padding: 0.25em 0.6em; }
th { background: #f0f0ee; }
code, kbd { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.9em;
  background: #f0f0ee; border-radius: 4px; padding: 0.1em 0.3em; }
pre { max-width: 100%; overflow-x: auto; background: #f0f0ee; border-radius: 6px; padding: 0.6em 0.8em; line-height: 1.35; }
pre code { background: none; padding: 0; font-size: 0.8em; }
mark { color: inherit; background: #fff0a8; }
a { color: #0b62c4; }
.cloze { font-weight: 600; color: #0b62c4; }
.nightMode.card, .nightMode .card { color: #e6e6e8; background: #1f1f21; }
.nightMode .srs-context, .nightMode .srs-source { color: #9c9ca3; }
.nightMode hr, .nightMode th, .nightMode td, .nightMode blockquote { border-color: #4a4a50; }
.nightMode th, .nightMode code, .nightMode kbd, .nightMode pre { background: #2c2c30; }
.nightMode pre code { background: none; }
.nightMode mark { background: #5c5018; }
.nightMode a, .nightMode .cloze { color: #7ab8ff; }
.mobile.card, .mobile .card { font-size: 18px; }
"""


class FrozenModel(genanki.Model):  # type: ignore[misc]
    """A note type that looks the same in every package, whenever it is written."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:  # noqa: ARG002 - genanki's signature
        """Return the note type as in Anki's `col.models`, with its own `mod` and no deck."""
        frozen: dict[str, Any] = super().to_json(MODIFIED, None)
        return frozen


def _model(model_id: int, name: str, templates: list[dict[str, str]], kind: int) -> FrozenModel:
    fields = [{"name": field, "font": "Arial"} for field in FIELDS]
    return FrozenModel(model_id, name, fields, [dict(template) for template in templates], _STYLE, kind)


BASIC: Final = _model(1767225601001, "srs basic", [_FORWARD, _REVERSED], genanki.Model.FRONT_BACK)
CLOZE: Final = _model(1767225601003, "srs cloze", [_CLOZE], genanki.Model.CLOZE)
