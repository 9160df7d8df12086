"""What a column of the output means, in both languages, and its unit: declared once, where its table is made."""

from dataclasses import dataclass

from pydantic.fields import FieldInfo

from optimiser.data.columns import note_of_column
from optimiser.data.settings import Language


@dataclass(frozen=True)
class ColumnMeaning:
    """What stands in a column; the unit in the terms of `optimiser.report.units`, blank for text and for counts."""

    en: str
    da: str
    unit: str = ""

    def in_language(self, language: Language) -> str:
        """Return the meaning in a language."""
        return self.da if language == "da" else self.en


def meaning_of(field: FieldInfo) -> ColumnMeaning:
    """Return the meaning of a column that is declared as a field of a line of a run folder."""
    return ColumnMeaning(field.description or "", note_of_column(field, "da"), note_of_column(field, "unit"))
