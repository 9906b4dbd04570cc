"""The edition of each view, made of what `planner.views` lets it see."""

from dataclasses import replace

from planner import views
from planner.domain.plan import Plan
from planner.papers.edition import Edition, Stamp
from planner.views import View


def for_organiser(edition: Edition) -> Edition:
    """The edition as the organiser may see it."""
    seen = views.organisers(edition.event, edition.plan)
    return replace(edition, event=seen.event, plan=seen.plan, view=View.ORGANISER)


def for_delegation(edition: Edition, code: str) -> Edition:
    """The edition as a delegation may see it."""
    return _edition(edition, views.delegations(edition.event, edition.plan, code), View.DELEGATION)


def for_public(edition: Edition) -> Edition:
    """The edition as everybody may see it."""
    return _edition(edition, views.publics(edition.event, edition.plan), View.PUBLIC)


def for_doors(edition: Edition) -> Edition:
    """The edition as it may hang beside doors."""
    return _edition(edition, views.doors(edition.event, edition.plan), View.PUBLIC)


def _edition(edition: Edition, seen: views.Seen, view: View) -> Edition:
    """Without the proof, which is the organiser's, and the languages of those who are not in it."""
    return replace(
        edition,
        event=seen.event,
        plan=seen.plan,
        stamp=Stamp(edition.stamp.version, edition.stamp.planned_at),
        view=view,
        languages={code: spoken for code, spoken in edition.languages.items() if code in seen.event.delegation},
    )


def desk_copy(own: Edition, organiser: Edition) -> Edition:
    """A delegation's own items as the organiser keeps them: with reasons and proof."""
    rows = tuple(replace(row, why=organiser.plan.by_item[row.item].why) for row in own.plan.rows)
    return replace(own, plan=Plan(rows), view=View.ORGANISER, stamp=organiser.stamp)
