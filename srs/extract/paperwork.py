"""Notes that are papers of a repository or a program: how to use it, what changed, who may do what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.subject import clean_heading
from srs.markdown.document import Code, Heading, List
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block, Paragraph

_FEWEST_SIGNS = 3
_PAPERWORK = frozenset(
    [
        "about",
        "authors",
        "bug_report",
        "changelog",
        "claude",
        "code_of_conduct",
        "codeowners",
        "contributing",
        "copilot-instructions",
        "copying",
        "feature_request",
        "gemini",
        "install",
        "issue_template",
        "license",
        "maintainers",
        "pull_request_template",
        "release",
        "roadmap",
    ]
)
_PAPERWORK_IN_CAPITALS = frozenset(
    [
        "AGENTS",
        "ARCHITECTURE",
        "CONVENTIONS",
        "CREDITS",
        "DEPLOYMENT",
        "DEVELOPER",
        "DEVELOPMENT",
        "GOVERNANCE",
        "INSTALLATION",
        "PROJECT_SPEC",
        "PROJECT_STRUCTURE",
        "QUICKSTART",
        "PRODUCT",
        "SECURITY",
        "SKILL",
        "SUPPORT",
        "THREAT_MODEL",
    ]
)
"""What a student also has notes about, under names in small letters."""
_VERSION = re.compile(r"[\[(]?[vV]?\d{1,3}\.\d{1,4}\.\d{1,4}[\W\d]*")
"""A version, perhaps with its date; a numbered heading has words behind it."""
_LEADING = frozenset({"readme", "read_me", "leia-me", "leiame", "leame", "lisezmoi", "liesmich", "leggimi"})
"""Names of the file that forges show below the list of a folder's files."""
_FETCHES = re.compile(
    r"\b(?:git clone|(?:npm|yarn|pnpm) (?:install|i|run|start|add)|pip3? install|docker(?:-| )compose up)\b"
)
_FORGE = re.compile(r"://(?:www\.)?(?:github|gitlab|bitbucket|codeberg)\.\w+/[\w.-]+/[\w.-]+/?\)")
"""A link to a repository, not to a file in it."""
_FEWEST_SHOWN = 5
_KEPT = re.compile(
    r"\.github/|\.gitignore\b|\bnode_modules\b|\bpackage\.json\b|\brequirements\.txt\b|\bpyproject\.toml\b|\bCargo\.toml\b"
)
"""What lies in the folder of a program."""


def manual_of(
    stem: str, blocks: tuple[Block, ...], texts: Sequence[Paragraph | Heading], vocabulary: Vocabulary
) -> str:
    """Name a note that is the manual of a program or a text about its repository; empty for any other.

    A README may well be a glossary: headings about installation, usage and licence tell the two apart, or, in any
    language, how to get what it is about to run together with the files that are kept for that.
    """
    if stem in _PAPERWORK_IN_CAPITALS or stem.casefold() in _PAPERWORK:
        return stem
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    versions = sum(1 for text in headings if _VERSION.fullmatch(plain(text)))
    if versions >= _FEWEST_SIGNS and versions * 2 > len(headings):
        return "the changes of a program"
    signs = sum(1 for text in headings if vocabulary.sections.is_of_manual(clean_heading(text)))
    needed = 1 if stem.casefold() == "readme" else _FEWEST_SIGNS
    is_of_program = (
        stem.casefold() in _LEADING and _is_fetched(blocks) and any(_KEPT.search(block.text) for block in texts)
    )
    return "the manual of a program" if signs >= needed or is_of_program else ""


def leads_to_folder(
    stem: str, blocks: tuple[Block, ...], texts: Sequence[Paragraph | Heading], vocabulary: Vocabulary
) -> bool:
    """Tell the text that a forge shows below the files of a folder, where it speaks of that, or of how to get it to run."""
    if stem.casefold() not in _LEADING:
        return False
    shows = sum(len(_FORGE.findall(block.text)) for block in texts) >= _FEWEST_SHOWN or any(map(_is_plan, blocks))
    return shows or _is_fetched(blocks) or any(vocabulary.speaks_of_itself(block.text) for block in texts)


def _is_plan(block: Block) -> bool:
    """Tell a list of several things to do."""
    return isinstance(block, List) and sum(1 for item in block.items if item.task is not None) >= _FEWEST_SIGNS


def _is_fetched(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(block, Code) and _FETCHES.search(block.text) for block in blocks)
