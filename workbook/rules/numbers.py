"""Public numbers as the register has them; no other module writes one down."""

from __future__ import annotations

from workbook.language import N_, Refused
from workbook.rules.model import PublicNumber
from workbook.rules.register import entries, of_the_register


@of_the_register
def public_numbers() -> tuple[PublicNumber, ...]:
    """Give every public number on file."""
    return tuple(PublicNumber.model_validate(entry) for entry in entries("number"))


def public_number(number_id: str) -> PublicNumber:
    """Give one public number: regulator, central_bank, legal_aid, court, police, emergency, support."""
    for one in public_numbers():
        if one.id == number_id:
            return one
    raise Refused(N_("规则库里没有“{rule}”"), rule=number_id)
