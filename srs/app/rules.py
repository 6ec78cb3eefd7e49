"""The rules by which notes of a collection are read: the vocabulary, the extractors, and what holds for a folder."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from srs.app.setting_line import setting_error
from srs.errors import BadConfig
from srs.extract import (
    BUILT_IN,
    Extraction,
    Extractor,
    Settings,
    arrange,
    default_vocabulary,
    extended_vocabulary,
    extract_note,
)
from srs.model import Problem
from srs.model.values import dataclass, replace

if TYPE_CHECKING:
    from srs.app.config import Config, FolderRule
    from srs.extract import Vocabulary

ENTRY_POINTS = "srs.extractors"


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that decides which facts a note gives."""

    vocabulary: Vocabulary
    extractors: tuple[Extractor, ...]
    folders: tuple[FolderRule, ...] = ()
    separators: tuple[str, ...] = ()
    include: tuple[str, ...] = ()

    def extract(self, path: str, text: str) -> Extraction:
        """Read one note by its path relative to the notes folder."""
        if self.include and not any(path_matches(path, glob) for glob in self.include):
            return Extraction((), (), ())
        settings = self._settings(path)
        try:
            return extract_note(path, text, self.vocabulary, settings, self.extractors)
        except Exception as error:  # a plugin may raise anything, and costs its own cards alone
            if self.extractors == BUILT_IN:
                raise
            made = extract_note(path, text, self.vocabulary, settings)
            message = f"a plugin failed here, and the note was read without plugins ({type(error).__name__}: {error})"
            return replace(made, problems=(*made.problems, Problem(path, 1, message)))

    def _settings(self, path: str) -> Settings:
        """Return what holds for a note; a later folder rule overrides an earlier one."""
        settings = Settings(separators=self.separators)
        for rule in self.folders:
            if path_matches(path, rule.path):
                reverse = settings.reverse if rule.reverse is None else rule.reverse
                tags = (*settings.tags, *rule.tags)
                off = settings.off | frozenset(rule.off)
                separators = rule.separators or settings.separators
                settings = Settings(rule.deck or settings.deck, tags, reverse, off, separators)
        return settings


def load_rules(config: Config | None = None) -> Rules:
    """Return the rules of a collection; without settings those that come with srs.

    Raises:
        BadConfig: a rule switches off an extractor, or `extractors` names a plugin, that does not exist.
    """
    if config is None:
        return Rules(default_vocabulary(), BUILT_IN)
    extractors = _extractors(config)
    names = {extractor.name for extractor in extractors}
    for number, rule in enumerate(config.folders, 1):
        unknown = next((name for name in rule.off if name not in names), None)
        if unknown is not None:
            message, hint = (
                f"there is no extractor '{unknown}' to switch off.",
                f"There are: {', '.join(sorted(names))}",
            )
            raise setting_error(config, "off", message, hint, table="folder", number=number)
    return Rules(load_vocabulary(config), extractors, config.folders, config.separators, config.include)


def load_vocabulary(config: Config) -> Vocabulary:
    """Return the words that come with srs, with those of the settings added."""
    return extended_vocabulary(config.words) if config.words else default_vocabulary()


def _extractors(config: Config) -> tuple[Extractor, ...]:
    """Return the extractors that come with srs, with those of the plugins that the settings name."""
    try:
        return arrange(BUILT_IN, [one for name in config.extractors for one in _plugin(name)])
    except BadConfig as error:
        raise setting_error(config, "extractors", error.message, error.hint) from error


def _plugin(name: str) -> tuple[Extractor, ...]:
    """Load what a plugin offers under its entry point: an extractor, or several."""
    from importlib.metadata import entry_points

    found = next(iter(entry_points(group=ENTRY_POINTS, name=name)), None)
    if found is None:
        known = ", ".join(sorted(entry_points(group=ENTRY_POINTS).names)) or "none"
        raise BadConfig(f"no installed package offers the extractor '{name}'.", f"Installed: {known}")
    try:
        offered = found.load()
    except (ImportError, AttributeError) as error:
        raise BadConfig(f"The plugin '{name}' cannot be loaded ({error}).", "Update or remove it.") from error
    extractors = tuple(offered) if isinstance(offered, list | tuple) else (offered,)
    if not all(isinstance(one, Extractor) for one in extractors):
        raise BadConfig(
            f"The plugin '{name}' offers something that is no srs.extract.Extractor.", "Update or remove it."
        )
    return extractors


def path_matches(path: str, glob: str) -> bool:
    """Tell whether a note's path matches a glob, or lies in a folder that does."""
    return fnmatchcase(path, glob) or fnmatchcase(path, f"{glob.rstrip('/')}/*")
