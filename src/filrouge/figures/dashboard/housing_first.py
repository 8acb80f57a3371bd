"""The Housing First chapter of a year, as written. Every number is a figure of the catalogue."""

from django.utils.translation import gettext_lazy as _

from .prose import Section

SECTIONS = (
    Section(
        "persons",
        _("The persons accompanied"),
        (
            "hf.tenants.followed",
            "hf.tenants.new_housed",
            "hf.tenants.active_year_end",
            "hf.sex.women.share",
        ),
        (
            (
                _(
                    "Over the year the teams accompanied [hf.tenants.followed] persons: "
                    "[hf.tenants.carried_over] were accompanied already, "
                    "[hf.tenants.new_housed] entered a first home."
                ),
                _(
                    "Compared with the year before, their number changed by "
                    "[hf.tenants.followed.growth]."
                ),
                _(
                    "At the end of the year [hf.tenants.active_year_end] persons were still "
                    "accompanied and [hf.tenants.in_preparation] were preparing to enter a home "
                    "in the three months that follow."
                ),
            ),
            (
                _(
                    "The persons accompanied are [hf.sex.men] men and [hf.sex.women] women, "
                    "that is [hf.sex.women.share] women."
                ),
                _(
                    "The youngest is [hf.age.min] old and the oldest [hf.age.max]; "
                    "the mean age is [hf.age.mean]."
                ),
                _(
                    "Before they entered a home they had lived on the street for "
                    "[hf.street_time.mean_years] on average."
                ),
                _(
                    "Half of those who entered a first home waited [hf.referral.days.median] or "
                    "less from referral to entry."
                ),
            ),
            (
                _(
                    "[hf.income.ris_cpas] persons lived on the integration income, "
                    "[hf.income.mutual_insurance] on mutual insurance and "
                    "[hf.income.disability_allowance] on a disability allowance; "
                    "[hf.paid_work] had paid work."
                ),
                _(
                    "Among those who entered a first home, [hf.income.new_tenants.ris.share] "
                    "received the integration income."
                ),
            ),
            (
                _(
                    "[hf.deaths] persons died during the year, [hf.deaths.rate] of the persons "
                    "accompanied."
                ),
                _("Follow-ups that ended for another reason: [hf.closures.other]."),
            ),
        ),
        ("ages", "incomes"),
    ),
    Section(
        "homes",
        _("The homes"),
        ("hf.retention.rate", "hf.moves.total", "hf.communes.count", "hf.lease.rolling"),
        (
            (
                _(
                    "[hf.retention.rate] of the persons accompanied were housed at the end of the "
                    "year or of their follow-up: [x.hf.retention.maintained] of "
                    "[hf.tenants.followed]."
                ),
                _("The rate moved by [hf.retention.change] since the year before."),
                _(
                    "Leaving aside those who died, [hf.retention.hud_7b2] of the persons housed "
                    "during the year still were at its end."
                ),
            ),
            (
                _(
                    "Seen over time, [hf.retention.sustained.12_months] never lost their home "
                    "in the twelve months after they entered, [hf.retention.sustained.36_months] "
                    "in the three years after."
                ),
                _(
                    "[hf.retention.days_housed.share] of the days of follow-up were spent in a "
                    "home, and on an ordinary day [hf.occupation.mean] persons were housed."
                ),
            ),
            (
                _(
                    "The teams supported [hf.moves.total] moves: [hf.moves.flat_to_flat] from one "
                    "home to another, [hf.moves.reentry] returns to a home and [hf.moves.exit] "
                    "exits."
                ),
                _("With the first entries that makes [hf.moves.per_month] moves a month."),
            ),
            (
                _(
                    "The homes lie in [hf.communes.count] of the [hf.communes.region_total] "
                    "communes of the Region."
                ),
                _(
                    "[hf.landlord.units.total] belong to [hf.landlord.partners.listed] social or "
                    "public partners and [x.hf.landlord.units.private] to private landlords; "
                    "[hf.lease.rolling] are under a rolling lease."
                ),
                _("The mean rent at the end of the year was [x.hf.rent.mean_year_end]."),
            ),
        ),
        ("communes", "moves", "sustained"),
    ),
    Section(
        "health",
        _("Health"),
        ("hf.symptoms.depression", "hf.use.abstinent.ratio", "hf.egf.gain.mean"),
        (
            (
                _(
                    "The symptoms most often seen are: [hf.symptoms.most_frequent]. Signs of "
                    "major depression concern [hf.symptoms.depression] of the persons reviewed, "
                    "cognitive disorders [hf.symptoms.cognitive]."
                ),
            ),
            (
                _(
                    "Of the [x.hf.use.reviewed] persons whose use of products was reviewed, "
                    "[hf.use.abstinent] use none, [hf.use.one_product] one, "
                    "[hf.use.two_products] two and [hf.use.three_plus] three or more."
                ),
                _(
                    "[hf.use.stopped_one] have stopped at least one product; "
                    "[hf.use.crack_smoked] smoke crack and [hf.use.injection] inject."
                ),
            ),
            (
                _(
                    "The score of global functioning went from [hf.egf.entry.mean] at entry to "
                    "[hf.egf.current.mean] now, over the [x.hf.egf.paired] persons who have both."
                ),
                _("It rose for [hf.egf.recalc.improved] of them."),
            ),
        ),
        ("symptoms", "products", "scores"),
    ),
    Section(
        "encounters",
        _("The encounters"),
        (
            "hf.encounters.total",
            "hf.encounters.home_visits",
            "hf.encounters.missed.share",
            "hf.encounters.mean_per_tenant_month",
        ),
        (
            (
                _(
                    "The teams held [hf.encounters.total] encounters: "
                    "[hf.encounters.home_visits] home visits, [hf.encounters.outings] outings "
                    "and [hf.encounters.case_conferences] case conferences."
                ),
                _(
                    "That is [hf.encounters.total.change] compared with the year before, and "
                    "[hf.encounters.mean_per_tenant_month] encounters a month for each person."
                ),
                _("To these are added [hf.encounters.phone] telephone contacts."),
            ),
            (
                _(
                    "A home visit lasts [hf.encounters.duration.home_visit] on average, an outing "
                    "[hf.encounters.duration.outing], a case conference "
                    "[hf.encounters.duration.case_conference], with "
                    "[hf.encounters.travel] of travel each time."
                ),
                _("At [hf.encounters.missed.share] of the home visits the person was not there."),
            ),
            (
                _(
                    "[hf.topics.total] topics were noted. Administration and justice comes to "
                    "[hf.topics.admin_justice.share], daily life to "
                    "[hf.topics.daily_life.share], housing to [hf.topics.housing.share]."
                ),
            ),
        ),
        ("months", "topics"),
    ),
    Section(
        "harm_reduction",
        _("Harm reduction"),
        (
            "hf.harm_reduction.total",
            "hf.harm_reduction.injection.total",
            "hf.harm_reduction.inhalation.total",
        ),
        (
            (
                _(
                    "The teams handed over [hf.harm_reduction.total] items: "
                    "[hf.harm_reduction.injection.total] for injection, "
                    "[hf.harm_reduction.inhalation.total] for inhalation and "
                    "[hf.harm_reduction.sti_other.total] against sexually transmitted infections "
                    "or for other needs."
                ),
            ),
        ),
        ("material",),
    ),
    Section(
        "network",
        _("The network"),
        ("hf.network.partners.announced", "hf.network.cpas.count", "hf.training.days"),
        (
            (
                _(
                    "[hf.network.partners.announced] partners surround the persons accompanied, "
                    "in [hf.network.functions.count] functions; the public welfare centres of "
                    "[hf.network.cpas.count] communes are among them."
                ),
                _(
                    "[hf.referrers.associations] associations can refer persons, and "
                    "[hf.agreements.count] agreements were evaluated during the year."
                ),
                _(
                    "The Housing First training was given [hf.training.runs] times, over "
                    "[hf.training.days], in [hf.training.modules] modules."
                ),
            ),
        ),
        ("functions",),
    ),
    Section(
        "context",
        _("The context"),
        ("hf.target.next_year", "hf.target.ideal_size", "hf.project.years"),
        (
            (
                _("The programme has existed for [hf.project.years] years."),
                _(
                    "A programme is held to be at its best size with [hf.target.ideal_size] "
                    "persons; the aim for next year is [hf.target.next_year] new entries."
                ),
            ),
            (
                _(
                    "According to the regional count, women are "
                    "[hf.context.women.public_space] of the persons without a home in public "
                    "space and [hf.context.women.emergency_shelter] of those in emergency shelter."
                ),
            ),
        ),
    ),
)
