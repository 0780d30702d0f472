"""The fold: from all that devices stated about one thing to the one state that every machine comes to.

It depends on the set of statements alone, not on the order in which they came.
"""

from collections.abc import Iterable
from typing import NamedTuple

from yogaflow_cli.sync.statement import SeenBy, Statement

EXISTS = "exists"
"""The register that says whether a thing is there."""

HERE, DELETED, DISCARDED, FORGOTTEN = "here", "deleted", "discarded", "forgotten"
"""Its values; a session is discarded when it goes while it is open, and forgotten when no trace may stay."""

TIME = "time"
"""The register with all instants of a session: they come from one clock, and are never mixed."""


class Word(NamedTuple):
    """One register's value, and the statement that set it."""

    register: str
    value: object
    statement: Statement


class Lost(NamedTuple):
    """A word that was set without knowing of the one that holds; `won` is None where the whole thing was deleted."""

    word: Word
    won: Word | None


class Folded(NamedTuple):
    """The state of a thing: the word that holds for each register, whether it is hidden, and what lost."""

    words: dict[str, Word]
    is_hidden: bool
    is_forgotten: bool
    lost: tuple[Lost, ...]

    def value(self, register: str) -> object:
        """What a register holds; None when nobody set it."""
        word = self.words.get(register)
        return None if word is None else word.value


def folded(statements: Iterable[Statement], seen_by: SeenBy) -> Folded:
    """The state of a thing; `statements` are the revised ones of every device."""
    heads = heads_by_register(statements, seen_by)
    words = {register: winner(register, among) for register, among in heads.items()}
    removals = [word for word in heads.get(EXISTS, []) if word.value != HERE]
    completions = [word for word in heads.get(TIME, []) if is_ended(word)]
    held = [removal for removal in removals if holds(removal, completions, seen_by)]
    if any(removal.value == FORGOTTEN for removal in held):
        return Folded(words, is_hidden=True, is_forgotten=True, lost=())
    if held:
        lost = lost_with_the_thing(heads, held, seen_by)
    else:
        if removals:
            words[EXISTS] = Word(EXISTS, HERE, words[TIME].statement)
        lost = lost_to_others(heads, words)
    return Folded(words, bool(held), is_forgotten=False, lost=tuple(sorted(lost, key=order_of_loss)))


def holds(removal: Word, completions: Iterable[Word], seen_by: SeenBy) -> bool:
    """Whether a thing stays away: deleting beats what it did not know, discarding does not beat a completion."""
    return removal.value != DISCARDED or all(
        knew(removal.statement, completion.statement, seen_by) for completion in completions
    )


def heads_by_register(statements: Iterable[Statement], seen_by: SeenBy) -> dict[str, list[Word]]:
    """The words of each register that no other word on it had seen: more than one only where devices did not meet."""
    words: dict[str, list[Word]] = {}
    for statement in statements:
        for register, value in statement.values.items():
            words.setdefault(register, []).append(Word(register, value, statement))
    return {
        register: among if len(among) == 1 else [word for word in among if not is_known_to_any(word, among, seen_by)]
        for register, among in words.items()
    }


def is_known_to_any(word: Word, others: Iterable[Word], seen_by: SeenBy) -> bool:
    """Whether one of the others was set by somebody who knew the word."""
    return any(knew(other.statement, word.statement, seen_by) for other in others if other is not word)


def knew(later: Statement, earlier: Statement, seen_by: SeenBy) -> bool:
    """Whether who made the later statement had seen the earlier one; their own they know."""
    if later.device == earlier.device:
        return later.stamp > earlier.stamp
    return seen_by(later.device, later.segment).get(earlier.device, 0) >= earlier.segment


def winner(register: str, among: list[Word]) -> Word:
    """The word that holds: the last writer's; of a session's times, one that ended it before one that did not."""
    if len(among) == 1:
        return among[0]
    if register == TIME:
        among = [word for word in among if is_ended(word)] or among
    return max(among, key=lambda word: word.statement.order)


def is_ended(word: Word) -> bool:
    """Whether a session's times say that it ended."""
    return isinstance(word.value, dict) and word.value.get("completed_at") is not None


def lost_to_others(heads: dict[str, list[Word]], words: dict[str, Word]) -> list[Lost]:
    """What lost to another word on the same register; the same said twice is no loss."""
    return [
        Lost(word, words[register])
        for register, among in heads.items()
        for word in among
        if word.value != words[register].value
    ]


def lost_with_the_thing(heads: dict[str, list[Word]], removals: list[Word], seen_by: SeenBy) -> list[Lost]:
    """What was set on a thing that others took away, unknown to them; not what they knew from elsewhere."""
    lost = []
    for among in heads.values():
        others = [word for word in among if word not in removals]
        unknown = [word for word in others if not is_known_to_any(word, removals, seen_by)]
        known = [word.value for word in others if word not in unknown]
        lost += [Lost(word, None) for word in unknown if word.value not in known]
    return lost


def order_of_loss(loss: Lost) -> tuple[object, ...]:
    """Losses by when they were written."""
    return (*loss.word.statement.order, loss.word.register)
