"""Sentences on what municipalities and centres are known to cost, beside what a plan counts."""

from collections.abc import Mapping

from optimiser.data.settings import Language

OWN_FIGURES: Mapping[str, Mapping[Language, str]] = {
    "agents cost more": {
        "da": "{count} af {open} åbne centre koster i planen mindre end deres egne medarbejdere: {centre} er regnet med "
        "{counted} om året, men dets {fte} årsværk koster {agents}. service.cost_at_least_staffing=true regner med "
        "medarbejderne.",
        "en": "{count} of {open} open centres cost less in the plan than their own agents: {centre} is counted at {counted} "
        "a year, but its {fte} full-time employees cost {agents}. service.cost_at_least_staffing=true counts the agents.",
    },
}
