"""The rules of the ledger that the database holds: a line is never changed nor removed."""

from typing import Any

from django.db import migrations, models

from filrouge.housing.triggers import LEDGER


def _protect(_apps: Any, schema_editor: Any) -> None:
    LEDGER.protect(schema_editor.connection.alias)


def _unprotect(_apps: Any, schema_editor: Any) -> None:
    LEDGER.unprotect(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("housing", "0004_money")]

    operations = [
        migrations.AddConstraint(
            model_name="arrears",
            constraint=models.CheckConstraint(
                condition=models.Q(("creditor__in", ["landlord", "energy", "water", "other"])),
                name="arrears_creditor_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrears",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_reason__in", ["paid", "remitted", "settlement", "mistaken", ""])
                ),
                name="arrears_end_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrears",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end__isnull", True), ("end_reason", "")),
                    models.Q(
                        ("end__gte", models.F("start")), models.Q(("end_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="arrears_end_says_how",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["person", "day"], name="ledger_by_person"),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["landlord", "day"], name="ledger_by_landlord"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "rent_due",
                            "charges_due",
                            "payment",
                            "adjustment",
                            "advance",
                            "advance_repaid",
                            "guarantee_placed",
                            "guarantee_returned",
                            "cost",
                        ],
                    )
                ),
                name="ledger_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid_by__in", ["tenant", "administrator", "cpas", "association", ""])
                ),
                name="ledger_paid_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("why__in", ["wrong_amount", "wrong_person", "twice", "bounced", "other", ""])
                ),
                name="ledger_why_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
                            ["rent_due", "charges_due", "advance", "guarantee_placed", "cost"],
                        ),
                        ("reverses__isnull", True),
                        ("amount_cents__gt", 0),
                    ),
                    models.Q(
                        ("kind__in", ["payment", "advance_repaid", "guarantee_returned"]),
                        ("reverses__isnull", True),
                        ("amount_cents__lt", 0),
                    ),
                    models.Q(
                        (
                            "kind__in",
                            ["rent_due", "charges_due", "advance", "guarantee_placed", "cost"],
                        ),
                        ("reverses__isnull", False),
                        ("amount_cents__lt", 0),
                    ),
                    models.Q(
                        ("kind__in", ["payment", "advance_repaid", "guarantee_returned"]),
                        ("reverses__isnull", False),
                        ("amount_cents__gt", 0),
                    ),
                    models.Q(
                        ("kind__in", ["adjustment"]), models.Q(("amount_cents", 0), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="ledger_signed_by_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reverses__isnull", True), ("why", "")),
                    models.Q(("reverses__isnull", False), models.Q(("why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="ledger_reversal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("rent_due", "charges_due")), _negated=True),
                    models.Q(
                        ("landlord__isnull", False),
                        ("month__isnull", False),
                        ("stay__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ledger_due_has_its_stay",
            ),
        ),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(fields=["done_on", "day"], name="instalment_by_day"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("advance__isnull", False), ("arrears__isnull", True)),
                    models.Q(
                        ("advance__isnull", True),
                        ("arrears__isnull", False),
                        ("entry__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="instalment_of_one_debt",
            ),
        ),
        migrations.AddConstraint(
            model_name="guarantee",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["blocked_account", "association", "cpas"])),
                name="guarantee_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guarantee",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["placed", "returned", "kept"])),
                name="guarantee_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guarantee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kept_reason__in", ["damage", "rent", "charges", "agreed", ""])
                ),
                name="guarantee_kept_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guarantee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("returned_cents__isnull", True),
                        ("settled_on__isnull", True),
                        ("state", "placed"),
                    ),
                    models.Q(
                        models.Q(("state", "placed"), _negated=True),
                        ("returned_cents__isnull", False),
                        ("settled_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="guarantee_settled_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="guarantee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "kept"), _negated=True),
                    models.Q(("kept_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="guarantee_kept_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        [
                            "guarantee",
                            "first_rent",
                            "late_income",
                            "energy",
                            "furniture",
                            "move",
                            "other",
                        ],
                    )
                ),
                name="advance_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("budget__in", ["housing_first", "guarantee_fund", "donations", "other"])
                ),
                name="advance_budget_known",
            ),
        ),
        migrations.RunPython(_protect, _unprotect),
    ]
