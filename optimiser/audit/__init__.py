"""The second witness: every cost and every rule again, from the instance and the files of a run alone.

Nothing here knows of the model, the solver or the planning; only the reading of data is shared.
For others: `audit_folder`, `audit_plan`, `audit_alternatives`, `alternatives_of`, `broken_together`, `not_checked`,
`audit_drawing`, `audit_seal`, `audit_sharing`, `is_made_again`, `audit_whole_path`, `audits_of_roadmap`,
`broken_over_years`, `PathFiles`, `PlanFiles`, `Audit`, `Breach`.
"""

from optimiser.audit.audit import audit_folder, audit_plan, broken_together
from optimiser.audit.drawing import audit_drawing
from optimiser.audit.near import alternatives_of, audit_alternatives
from optimiser.audit.roadmap import audit_whole_path, audits_of_roadmap, broken_over_years
from optimiser.audit.roadmap_evidence import PathFiles
from optimiser.audit.run_files import Audit, Breach, PlanFiles, audit_seal, is_made_again, not_checked
from optimiser.audit.sharing import audit_sharing

__all__ = [
    "Audit",
    "Breach",
    "PathFiles",
    "PlanFiles",
    "alternatives_of",
    "audit_alternatives",
    "audit_drawing",
    "audit_folder",
    "audit_plan",
    "audit_seal",
    "audit_sharing",
    "audit_whole_path",
    "audits_of_roadmap",
    "broken_over_years",
    "broken_together",
    "is_made_again",
    "not_checked",
]
