"""How bash, zsh and fish ask for completions and are told them: click's classes, with what they leave to be wished.

click's own scripts take bash's word breaks for those of the command line, so that `deck:a` falls apart at the colon; add a space
behind `deck:`; write names into bash's quotes as they are, with what is a command to it; and, in fish, cut a description at its
first comma and complete nothing behind `~/`.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from click.shell_completion import (
    BashComplete,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

VARIABLE = "_SRS_COMPLETE"
"""Set by the scripts while they ask: `bash_complete`."""
_PROGRAM = "srs"
_SPECIAL = re.compile(r"([^\w@%+:,./=-])")
"""What bash would not take as it stands."""
_ESCAPED_IN_QUOTES = '\\$`"'
"""What a backslash stands before in double quotes; before anything else it is one."""
_KEPT = "$@"
"""Word breaks that bash completes together with what stands behind them."""

_BASH = r"""# Completion of srs for bash 4.4 and later:  eval "$(srs completion bash)"
%(complete_func)s() {
    local reply lines
    COMPREPLY=()
    reply=$(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" \
        %(complete_var)s=bash_complete "${1/#\~/$HOME}" 2>/dev/null) || return 0
    mapfile -t lines <<< "$reply"
    case ${lines[0]} in
        plain) COMPREPLY=("${lines[@]:1}") ;;
        dir) compopt -o dirnames ;;
        file) compopt -o default ;;
    esac
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace
    fi
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = r"""#compdef %(prog_name)s
# Completion of srs for zsh:  eval "$(srs completion zsh)"  after compinit

%(complete_func)s() {
    local -a response plain described open
    local type key told
    response=("${(@f)$(COMP_WORDS="${words[1,CURRENT]}" COMP_CWORD=$((CURRENT-1)) \
        %(complete_var)s=zsh_complete ${words[1]} 2>/dev/null)}")
    for type key told in ${response}; do
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain)
                if [[ $key == *: ]]; then
                    open+=("${key//\\:/:}")
                elif [[ $told == _ ]]; then
                    plain+=("$key")
                else
                    described+=("$key:$told")
                fi ;;
        esac
    done
    (( $#described )) && _describe -V unsorted described -U
    (( $#plain )) && compadd -U -V unsorted -a plain
    (( $#open )) && compadd -U -V unsorted -S '' -a open
    return 0
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH = r"""# Completion of srs for fish:  srs completion fish | source
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \
        COMP_CWORD=(commandline -t | string collect) %(prog_name)s 2>/dev/null)
    for completion in $response
        set -l parts (string split -m 1 "," -- $completion)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                echo $parts[2]
        end
    end
end

function %(complete_func)s_at_home
    string match --quiet -- "~*" (commandline -ct | string collect)
    and env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \
        COMP_CWORD=(commandline -ct | string collect) %(prog_name)s 2>/dev/null | string match --quiet --regex "^(file|dir),"
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
# A folder of the user's (~/notes) is one of those that fish alone completes.
complete --force-files --command %(prog_name)s --condition "%(complete_func)s_at_home"
"""


class _Whole(ShellComplete):
    """Completions that stand for the whole word that was begun."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Put the name of an option back before its value (`--deck=papers`), which click takes off."""
        items = super().get_completions(args, incomplete)
        name, sign, _ = incomplete.partition("=")
        if sign and name.startswith("--"):
            for item in items:
                item.value = f"{name}={item.value}"
        return items


class Bash(_Whole, BashComplete):
    """bash splits words at colons, knows no descriptions, and inserts what it is given as it stands."""

    source_template = _BASH

    @staticmethod
    def _check_version() -> None:
        """Ask no bash for its version: the script says which it is for."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Read the words from the line itself, up to the cursor."""
        *words, begun = [_read(word).text for word in _split(os.environ["COMP_WORDS"])]
        return words[1:], begun

    def complete(self) -> str:
        """Return the kind of completion, then a line each: of every one the part that stands in the place of bash's word."""
        args, incomplete = self.get_completion_args()
        word = _read(_split(os.environ["COMP_WORDS"])[-1], os.environ.get("COMP_BREAKS", ":="))
        items = self.get_completions(args, incomplete)
        if word.quote and len(items) == 1 and items[0].value.endswith(":"):
            # bash would close the quotes behind a key alone.
            items = self.get_completions(args, items[0].value) or items
        kinds = {item.type for item in items}
        if kinds - {"plain"}:
            return next(iter(sorted(kinds - {"plain"})))
        return "\n".join(["plain", *(_quoted(item.value[word.begun :], word.quote) for item in items)])


class Zsh(_Whole, ZshComplete):
    """zsh shows descriptions beside, and quotes what needs it."""

    source_template = _ZSH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Read the words by zsh's quotes and escapes."""
        words = [_read(word).text for word in _split(os.environ["COMP_WORDS"])]
        number = int(os.environ["COMP_CWORD"])
        return words[1:number], (words[number:] or [""])[0]


class Fish(_Whole, FishComplete):
    """fish shows descriptions beside, and quotes what needs it."""

    source_template = _FISH


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def script_of(shell: str, command: click.Command) -> str:
    """Return the script that teaches a shell to complete."""
    return SHELLS[shell](command, {}, _PROGRAM, VARIABLE).source()


def answer_shell(command: click.Command) -> int:
    """Print the completions that a script asks for. Whatever goes wrong, a line that is being typed is not disturbed."""
    try:
        shell, _, _ = os.environ[VARIABLE].partition("_")
        told = SHELLS[shell](command, {}, _PROGRAM, VARIABLE).complete()
        sys.stdout.buffer.write(f"{told}\n".encode("utf-8", "replace") if told else b"")
        sys.stdout.flush()
    except Exception:  # noqa: BLE001  (a fault would be printed over the prompt)
        return 1
    return 0


class _Word(NamedTuple):
    """A word of a line of bash: what it says, the quote that is open at its end, and where what bash completes begins."""

    text: str
    quote: str
    begun: int


def _split(line: str) -> list[str]:
    """Return the words of a line as they are written; the last one is empty behind a space."""
    words, quote, is_escaped = [""], "", False
    for sign in line:
        if not (quote or is_escaped) and sign.isspace():
            words += [""] if words[-1] else []
            continue
        words[-1] += sign
        if is_escaped:
            is_escaped = False
        elif sign == "\\" and quote != "'":
            is_escaped = True
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
    return words


def _read(word: str, breaks: str = "") -> _Word:
    """Read a word as bash and zsh do; bash completes what stands behind an open quote, else behind the last of `breaks`."""
    text, quote, is_escaped = "", "", False
    begun = before = 0
    for sign in word:
        if is_escaped:
            is_kept = quote == '"' and sign not in _ESCAPED_IN_QUOTES
            text += f"\\{sign}" if is_kept else sign
            is_escaped = False
        elif sign == "\\" and quote != "'":
            is_escaped = True
        elif sign == quote:
            quote, begun = "", before
        elif not quote and sign in "\"'":
            quote, before, begun = sign, begun, len(text)
        else:
            begun = len(text) + (sign not in _KEPT) if sign in breaks and not quote else begun
            text += sign
    return _Word(text, quote, begun)


def _quoted(value: str, quote: str) -> str:
    """Write a name so that bash takes it as it stands, whatever somebody called a deck: `$(rm x)`."""
    if quote == "'":
        return value.replace("'", r"'\''")
    if quote == '"':
        # Within double quotes `!` is history, with and without a backslash.
        return re.sub(r'([\\$`"])', r"\\\1", value).replace("!", r'"\!"')
    return _SPECIAL.sub(r"\\\1", value)
