"""Looking back at poses: time by family, left against right, and what was not practised for a while."""

from collections.abc import Iterable, Mapping
from datetime import date

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.pose import Pose
from yogaflow_cli.domain.statistics.balance import Balance, PoseName, PoseTime, balance_of
from yogaflow_cli.library.poses import PoseBook
from yogaflow_cli.repository.pose_times import PoseTimes
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.review import bounded
from yogaflow_cli.services.rhythm import EVER


def balance(log: PracticeLog, poses: PoseBook, period: Period, today: date) -> Balance:
    """The balance of a period; where it is open, from the first guided practice to `today`."""
    times = PoseTimes(log.connection, log.profile)
    with log.database.snapshot():
        ever = times.by_pose(EVER)
        rows = ever if period == EVER else times.by_pose(period)
        sessions, first, last = times.guided(period)
    book = {row.pose: pose for row in ever if (pose := poses.get(row.pose)) is not None}
    return balance_of(
        renamed(rows, book),
        {pose.slug: pose.category for pose in book.values()},
        ever=renamed(ever, book),
        names={pose.slug: PoseName(pose.english, pose.sanskrit) for pose in book.values()},
        sessions=sessions,
        bounds=bounded(period, first, max(today, last or today)),
        today=today,
    )


def renamed(rows: Iterable[PoseTime], book: Mapping[str, Pose]) -> list[PoseTime]:
    """The rows under the slugs that the book has now: the words of an older step may have become a pose since."""
    return [row._replace(pose=book[row.pose].slug) if row.pose in book else row for row in rows]
