# Every word that a reader sees, in English. Another language is another file like this one, named by its
# tag (fr.ftl); https://projectfluent.org/fluent/guide explains the format. What a file leaves out is said
# in English. Names that a framework or a table gives (of a pillar, of a country) have no message here; a
# file in another language translates them by the key that `copcalc.words.names` tells, as
# `area-KEN = Kenya` or `connect2020-pillar-legal = ...` with the attribute `.has`.
#
# Places are observations, names, lists or years. An observation is written with its unit as { $gap }, and
# otherwise by a function:
#   { RANGE($gap) }    its bounds                                   20.5 to 21.5 percentage points
#   { BETWEEN($gap) }  the same, or the number where they are equal between 20.5 and 21.5 percentage points
#   { FULL($gap) }     the number and its bounds                    21 percentage points (20.5 to 21.5)
#   { BARE($gap) }     the number without its unit                  21
#   { POINTS($share) } a share as the percentage points it adds     0.1 percentage points
# { NAME($pillar, form: "has") } is what somebody has who has it, and any other form that a name has in this
# file as an attribute; { LOWER($names) } is written as within a sentence; { CLAUSES($list) } puts items
# after each other that are clauses themselves. A number can choose a variant by its plural, as in
# unit-countries.

# What this language is called, where it is offered, and whose conventions its numbers and lists follow.
language = English
    .locale = en-GB

## Numbers

# $low and $high are numbers without their unit.
range = { $low } to { $high }
between = between { $low } and { $high }
with_range = { $number } ({ $range })
# A share too small to be written with the decimals of the others, above and below zero.
amount-under = under { $least }
amount-above = above { $least }
amount-millions = { $amount }{ "\u00A0" }million
amount-billions = { $amount }{ "\u00A0" }billion
no_data = no data

# $number is written; $amount is the same to choose the plural by (of a range there is none).
unit-countries =
    { $amount ->
        [one] { $number } country
       *[other] { $number } countries
    }
unit-countries_a_year =
    { $amount ->
        [one] { $number } country a year
       *[other] { $number } countries a year
    }
unit-share_of_countries = { $number }{ "\u00A0" }%
unit-share_of_children = { $number }{ "\u00A0" }%
unit-share_of_way = { $number }{ "\u00A0" }%
unit-points =
    { $amount ->
        [one] { $number } percentage point
       *[other] { $number } percentage points
    }
unit-points_a_year =
    { $amount ->
        [one] { $number } percentage point a year
       *[other] { $number } percentage points a year
    }
unit-rate_a_year = { $number }{ "\u00A0" }% a year
# The sentence says that these are children.
unit-children = { $number }
unit-weight = { $number }
unit-statuses =
    { $amount ->
        [one] { $number } status
       *[other] { $number } statuses
    }
unit-readings =
    { $amount ->
        [one] { $number } reading
       *[other] { $number } readings
    }
unit-rules =
    { $amount ->
        [one] { $number } rule
       *[other] { $number } rules
    }
unit-rows =
    { $amount ->
        [one] { $number } row
       *[other] { $number } rows
    }

## Lists

list-none = none
list-others =
    { $count ->
        [one] { $count } other
       *[other] { $count } others
    }
clauses = { $first }; { $rest }
quoted = “{ $rule }”

## Words for codes

status-yes = yes
status-no = no
status-unknown = unknown
whom-states = Member States
uncertainty-rounding = the rounding
uncertainty-denominator = the number of countries meant
uncertainty-vintage = the population estimates
uncertainty-strength = evidence about groups
uncertainty-confidence = how sure evidence has to be

## What a study assumes beside the usual

assumed = Assumed in what follows, and told by no source: { CLAUSES($assumed) }.
assumption-denominator = published shares of countries are of { $of } { $whom }
assumption-rule = the goal's baseline follows from the pillars' by the rule { $rule }
assumption-confidence-high = only evidence of high confidence counts
assumption-confidence-low = evidence of low confidence counts too
assumption-holds_for = a yes holds for { $years } years after it was last seen
assumption-year = { $indicator }: { $area } since { $since }
assumption-yes = { $indicator }: { $area } at all times
assumption-no = { $indicator }: { $area } at no time
assumption-unknown = { $indicator }: { $area } unknown

## The first screen: the world in the baseline year

world-goal =
    By the framework's figures { $baseline } of children had { NAME($goal, form: "has") } in { $year }; the
    goal for { $target_year } was { $target }. The gap is { FULL($points) }, which is { $gap_children }
    children of { $year } ({ RANGE($gap_children) }).
world-goal_open =
    By the framework's figures { $baseline } of children had { NAME($goal, form: "has") } in { $year }; the
    goal for { $target_year } was { $target }. The gap is { FULL($points) }, which is { $gap_children }
    children of { $year } ({ RANGE($gap_children_open) }, allowing for { $open }).
world-goal_by_rule =
    Combined by the rule { $rule }, the framework's figures of the pillars make it { $baseline } of children
    that had { NAME($goal, form: "has") } in { $year }, where the source itself prints { $published }; the goal
    for { $target_year } was { $target }. The gap is { FULL($points) }, which is { FULL($gap_children) }
    children of { $year }.
world-goal_contradiction =
    How { $published } follows from the pillars' { $first } and { $second } is not stated. Even if the
    pillars' targets, which are set in countries, are read as shares of children, no one weighting gives both
    that baseline and exactly the goal.
world-pillar =
    { $pillar }: { $baseline } of countries had { NAME($pillar, form: "has") }, against a target of { $target }.
    { $direction ->
        [fall] Still to end it
       *[rise] Still to come
    }: { FULL($to_add) } of { BARE($of) } { $whom }.
world-pillar_by_denominator =
    { $pillar }: { $baseline } of countries had { NAME($pillar, form: "has") }, against a target of { $target }.
    { $direction ->
        [fall] Still to end it
       *[rise] Still to come
    }: { FULL($to_add) } of { BARE($of) } { $whom }, or { FULL($to_add_other) } of { BARE($of_other) }
    { $whom_other }; the source does not say which it means.
world-pillar_open =
    { $pillar }: { $baseline } of countries had { NAME($pillar, form: "has") }, against a target of { $target }.
    { $direction ->
        [fall] Still to end it
       *[rise] Still to come
    }: { $to_add } of { BARE($of) } { $whom } ({ RANGE($to_add_open) }, allowing for { $open }).
world-pillar_children =
    { $pillar }: { $baseline } of children lived in countries that had { NAME($pillar, form: "has") }, against a
    target of { $target }. The gap is { FULL($points) }.
world-pillar_met =
    { $pillar }: { $baseline } of { $target_of ->
        [children] children
       *[countries] countries
    } by the published baseline, which meets the target of { $target }.
world-carriers =
    Evidence would matter most in the { BARE($largest_unknown) } most populous countries of which it is
    unknown whether they had { NAME($pillar, form: "has") }. They are home to { $share_of_largest_unknown } of
    the children in Member States, and may well have had one.

## The first screen: targets without a figure

unset-no_data =
    For { LOWER($pillars) } the framework sets no figure and there are no data: not one of { BARE($states) } Member
    States is reported, which is neither zero nor failure.
unset-some_data =
    { $pillar }: the framework sets no figure. { BARE($reported) } of { BARE($states) } Member States are
    reported: { BARE($yes) } had { NAME($indicator, form: "has") } and { BARE($no) } had not, so that
    { BETWEEN($share_of_countries) } of countries did.

## The first screen: a region, or the world in another year

area-evidence =
    { $pillar }: by the evidence { BARE($yes) } of { BARE($states) } Member States had
    { NAME($pillar, form: "has") } at the end of { $year }; for { BARE($unknown) } it is unknown. So
    { BETWEEN($share_of_countries) } of countries did.
area-evidence_assumed =
    { $pillar }: by the evidence and what is assumed { BARE($yes) } of { BARE($states) } Member States had
    { NAME($pillar, form: "has") } at the end of { $year }; for { BARE($unknown) } it is unknown. So
    { BETWEEN($share_of_countries) } of countries did.
area-target =
    If the worldwide target of { $target } were { $area }'s own, { BARE($target_count) } of its
    { BARE($states) } states would need it: { $to_add } still to come, depending on the unknown.
area-children =
    ITU's region { $area } is home to { $children } children, { $share_of_world } of those in all Member
    States.
area-no_children =
    The population tables at hand hold no number of children for { $area } in { $year }; what follows counts
    countries.
world-evidence_only =
    The framework's baseline is of { $baseline_year } and names no country. For { $year } there is only
    evidence, state by state: what is known of some is the least that there was, and no decline from the
    baseline.
world-no_children =
    The population tables at hand hold no number of children for { $year }; what follows counts countries.
world-target =
    The target of { $target } means { BARE($target_count) } of { BARE($states) } Member States: { $to_add }
    still to come, depending on the unknown.

## The first screen: a Member State

state-children =
    { $area } is home to { $children } children: { $share_of_region } of those in ITU's region { $region },
    { $share_of_world } of those in all Member States.
state-no_children =
    { $area } counts as one of { BARE($world_states) } Member States; the population table has no number of
    children for it, so that shares of children leave it out.
state-no_year =
    { $area } counts as one of { BARE($world_states) } Member States; the population tables at hand hold no
    number of children for { $year }, of any state.
state-known_status = { $indicator }: { $status }
state-known_assumed = { $indicator }: { $status } (assumed)
state-known = Known at the end of { $year }: { CLAUSES($known) }.
state-nothing_known = None of its statuses at the end of { $year } is known from the evidence at hand.
state-unknown = Unknown: { $unknown }. Unknown is not no: it is a question to ask.
state-step =
    One more country with { NAME($pillar, form: "has") } moves a worldwide share of countries by { $step };
    { $area } would move the share of children by { POINTS($share_of_world) }.
state-step_countries =
    One more country with { NAME($pillar, form: "has") } moves a worldwide share of countries by { $step }.
state-step_if =
    If { $area } is still without { NAME($pillar, form: "has") }: one more country with it moves a worldwide
    share of countries by { $step }, and this one the share of children by { POINTS($share_of_world) }.
state-step_if_countries =
    If { $area } is still without { NAME($pillar, form: "has") }: one more country with it moves a worldwide
    share of countries by { $step }.

## A pillar

pillar-published =
    In { $year }, { FULL($baseline) } of countries had { NAME($pillar, form: "has") }: { RANGE($count) } of
    { BARE($of) } { $whom }. The target for { $target_year } is { $target }. The gap is { FULL($points) }, or
    { FULL($to_add) } { $direction ->
        [fall] still to end it
       *[rise] still to come
    }.
pillar-published_children =
    In { $year }, { FULL($baseline) } of children lived in countries that had { NAME($pillar, form: "has") }. The
    target for { $target_year } is { $target }, in children too. The gap is { FULL($points) }.
pillar-published_met =
    In { $year } the published baseline, { FULL($baseline) } of { $target_of ->
        [children] children
       *[countries] countries
    }, met the target for
    { $target_year }, { $target }. Nothing is left to close.
pillar-published_those_children =
    { FULL($children) } of children lived in those countries. { $uncovered_children } children
    ({ RANGE($uncovered_children) }) did not; for them the framework sets no target of its own.
pillar-count =
    The source prints a count beside its per cent: { BARE($count) } of { BARE($of) } is { $attainable }. Count
    and per cent agree for any number of countries from { BARE($denominators) }.
pillar-attainable =
    Only { RANGE($count) } of { BARE($of) } print as { $baseline }, which is { RANGE($attainable) }: the rest
    of the rounding stands for no number of countries. So counted, the gap is { RANGE($attainable_points) }.
pillar-count_note = Of the published count the source says: { $note }.
pillar-pace =
    To arrive on time the share had to { $direction ->
        [fall] fall
       *[rise] rise
    } by { FULL($pace) }. As constant growth of the share that is
    { FULL($growth) }; as a constant reduction of what is still without it (the average annual rate of
    reduction, AARR) { FULL($reduction) }. These are different paths to the same end, so always say which is
    meant.
pillar-pace_countries = Counted in countries, it takes { FULL($pace_countries) }.
pillar-one_observation =
    There is one published baseline. The pace needed can be computed from it; whether the world was on track
    can not.
pillar-named =
    Evidence by name says yes for { BARE($yes) } of { BARE($states) } states and no for { BARE($no) }, and
    leaves { BARE($unknown) } unknown: { BETWEEN($share_of_countries) } of countries and
    { BETWEEN($share_of_children) } of children had it.
pillar-named_countries =
    Evidence by name says yes for { BARE($yes) } of { BARE($states) } states and no for { BARE($no) }, and
    leaves { BARE($unknown) } unknown: { BETWEEN($share_of_countries) } of countries had it.
pillar-group =
    Evidence about groups of countries, which does not name each one, would raise the number known to have it
    to { BARE($yes) }.
pillar-proxy =
    As a proxy, not the thing itself: { BARE($yes) } of { BARE($states) } states had
    { NAME($indicator, form: "has") }, which is { $share_of_countries } of countries and { $share_of_children } of
    children.
pillar-proxy_unknown =
    As a proxy, not the thing itself: { BARE($yes) } of { BARE($states) } states had
    { NAME($indicator, form: "has") }, { BARE($no) } had not, and of { BARE($unknown) } it is unknown. So
    { BETWEEN($share_of_countries) } of countries and { BETWEEN($share_of_children) } of children had it.
pillar-proxy_unknown_countries =
    As a proxy, not the thing itself: { BARE($yes) } of { BARE($states) } states had
    { NAME($indicator, form: "has") }, { BARE($no) } had not, and of { BARE($unknown) } it is unknown. So
    { BETWEEN($share_of_countries) } of countries had it.
pillar-proxy_countries =
    As a proxy, not the thing itself: { BARE($yes) } of { BARE($states) } states had
    { NAME($indicator, form: "has") }, which is { $share_of_countries } of countries.
pillar-area =
    The published baseline is worldwide. For { $area } there is only evidence: at the end of { $year }
    { BETWEEN($baseline) } of countries had { NAME($pillar, form: "has") }. The gap to the worldwide target of
    { $target } is { BETWEEN($points) }; below zero means already reached.
pillar-area_in_children =
    The published baseline is worldwide and of { $baseline_year }. For { $area } in { $year } there is only
    evidence: { BETWEEN($baseline) } of children lived in countries that had { NAME($pillar, form: "has") }. The
    gap to the worldwide target of { $target }, in children too, is { BETWEEN($points) }; below zero means
    already reached.
pillar-world =
    The published baseline is of { $baseline_year }. For { $year } there is only evidence:
    { BETWEEN($baseline) } of countries had { NAME($pillar, form: "has") }. The gap to the target of { $target }
    is { BETWEEN($points) }; below zero means already reached.
pillar-world_in_children =
    The published baseline is of { $baseline_year }. For { $year } there is only evidence:
    { BETWEEN($baseline) } of children lived in countries that had { NAME($pillar, form: "has") }. The gap to the
    target of { $target }, in children too, is { BETWEEN($points) }; below zero means already reached.
pillar-state_assumed =
    A share of countries says nothing of one country. Whether { $area } had { NAME($pillar, form: "has") } at the
    end of { $year } is assumed, and by no evidence: { $status }.
pillar-state =
    A share of countries says nothing of one country. At the end of { $year } the evidence on whether
    { $area } had { NAME($pillar, form: "has") } says: { $status }.
pillar-not_set =
    Not set, no data. The framework leaves the figure open (“XX %”) and no table at hand reports on it:
    { BARE($unreported) } of { BARE($states) } Member States are unreported. This is a result, not a zero: no
    gap can be computed until both are there.
pillar-not_set_some =
    Not set. The framework leaves the figure open (“XX %”), so that no gap can be computed.
    { BARE($reported) } of { BARE($states) } Member States are reported; { BARE($unreported) } are unreported.
pillar-qualitative =
    This target is described, not counted: “{ $statement }”. It is never turned into a per cent here. What can
    be counted are instruments that states have joined, which are context. The lists at hand are of certain
    dates: a complete list tells who had joined by then and who had not. When a state joined between two lists
    stays unknown.
pillar-without_number = Counted as countries, and without a number of children in { $vintage }: { $states }.

## What the published totals imply

implied-result =
    { $pillar }: the evidence leaves { BARE($unknown) } states unknown. The published totals can be read in
    { BARE($readings) } ways; some list of states fits { BARE($readings_fitting) } of them. Of the unknown
    states { BARE($implied_either) } may have been counted or not.
implied-counted = In each of these readings the source must have counted { $states }.
implied-counted_why =
    Without { $state } at most { $otherwise } of children could have been covered, and the source says
    { $children }.
implied-not_counted = In each of these readings the source can’t have counted { $states }.
implied-not_counted_why =
    With { $state } at least { $otherwise } of children would have been covered, and the source says
    { $children }.
implied-in_some = Some readings, but not all, settle { $states } as well.
implied-nothing_fits =
    { $pillar }: the published totals can be read in { BARE($readings) } ways, and no list of states fits any of
    them together with the evidence. One of the two is wrong, or the source counted something else.
implied-firm =
    About { $state } that hangs on no single state’s evidence: with what is known of any one dropped, the same
    follows.
implied-resting =
    About { $state } that hangs on evidence about single states: it needs what is known of { $states }.
implied-against =
    Evidence of low confidence, which is set aside here, says the opposite of what the totals imply about
    { $states }. Either that evidence is wrong, or the source did not count what it speaks of, or a published
    figure is off.
implied-question =
    The source prints how many countries, and which share of children lived there, and no list. Together with
    the evidence the totals rule out many lists: a state that is on every list left must have been counted,
    one that is on none can’t have been. Which number of countries, which population estimates and whose
    children were used is not said, so that each combination is one reading. What is implied so is no evidence
    about a country: it follows if the source's figures and the evidence at hand are both right, and speak of
    the same thing at the same time. Nothing else in this report uses it.
implied-no_totals = Nothing follows: no totals are published that evidence could be set against.

## The goal

goal-question =
    The source gives { $first } and { $second } of children for the two indicators and { $published } for
    their combination, and does not say how they combine.
goal-weight =
    A weighted mean gives { $published } only if the first indicator weighs { RANGE($weight_at_baseline) }.
    The goal of { $target }, read the same way from the two targets, needs a weight of { $weight_at_target }.
goal-contradiction =
    So no one weight gives both the published baseline and exactly the published goal. Either the goal was not
    derived from the two targets in this way, or another rule was used, or a printed figure is off.
goal-agreement = One weight can give both the published baseline and the published goal.
goal-rules =
    Of { BARE($declared) } declared rules, the published baseline rules out { $out }; it leaves { $left }. A
    rule “fits” if the printed figures give the published one; it “fits within the rounding” if only some of
    the values behind them do.
goal-declared =
    Rules are declared in the framework file. Each is applied to the published shares of children, with their
    roundings, and compared with the published combination. Covered by both and covered by at least one are
    bounds, since nobody published how the two overlap.
goal-targets_as_children =
    The pillars' targets are set in countries and the goal in children. Reading the targets as shares of
    children, as the table's columns on the targets do, is the only way to compare them; the framework does
    not say that this is meant.
goal-gap =
    From { $baseline } in { $year } to { $target } in { $target_year } the gap is { FULL($points) }, which is
    { $gap_children } children of { $year } ({ RANGE($gap_children) }).
goal-gap_to_reach =
    The number of children changes too: to meet the goal, { $children_to_reach } more children
    ({ RANGE($children_to_reach) }) would have to be covered in { $target_year } than were in { $year }.
goal-pace =
    In { $years } years that takes { $pace }, or { $growth } of growth, or { $reduction } off the unprotected
    share (AARR).

## Remarks on tables

children-missing =
    Member States without a number in { $vintage }, { $year }: { $states }. They count as countries, and
    shares of children leave them out.
carriers-proxy =
    Which countries make up the gap itself is not known. Only the proxy is known state by state: these states
    were outside it, and may have what the target asks for all the same.
carriers-none = None: every state of the area has it, by the evidence at hand.
carriers-no_ranking =
    No ranking: the population tables at hand hold no number of children for these states in this year.
carriers-without_number = Without a number of children, and not ranked: { $states }.
published =
    Each printed per cent stands for every value that rounds to it. Where the source prints a count of
    countries, the count is exact.
denominators =
    A count and a per cent fit each other only for some denominators. Those that the source can have meant:
    { $names }. It does not say which it used, and the gap in countries depends on the choice.
uncertainty-open =
    What is open: published figures were rounded; the source does not say of how many countries its shares
    are; population estimates are revised; and evidence may be asked to be surer, or less sure. Bounds that
    come from countries of unknown status are there in any case.
uncertainty-no_matter = What makes no difference to any of them: { $sources }.
short_names = Short names. { CLAUSES($names) }.
short_name = { $short }: { $full }
progress =
    These counts come from other reviews, with definitions of their own: they are related to the target and
    are not its indicator. Where the denominator changes, more or fewer countries were reviewed, so that a
    part of a rise may not be change; a row with a constant one below it holds the reviews of the same number
    of countries. Each class is what that body's method says of the count, measured against this target as if
    it were its own, using nothing that was observed after the year of this report. It is no class of the
    target.

## Captions of tables

caption-regions = { $indicator }, by ITU region of today, end of { $year }
caption-evidence = { $pillar }, { $area }: what is known at the end of { $year }
caption-carriers = { $area }: states not known to have { NAME($indicator, form: "has") }, most children first
caption-statuses = { $area }: what is known of each indicator at the end of { $year }
caption-register = Member States at the end of { $year } by ITU region of today, and children aged 0-17
caption-children = Children aged 0-17 in { $year }: the states' sum against the world
caption-tables = Tables in data/processed
caption-progress = Progress of counts related to pillar { $number }, as classed by three methods
caption-published = Published baselines of { $year }
caption-denominators = Countries still to come, by the denominator that is meant
caption-implied = { $pillar }: implied by the published totals, for states of unknown status
caption-implied-by-confidence = { $pillar }: how what is implied hangs on the evidence that counts
caption-implied-bounds = { $pillar }: children covered, as the published totals narrow it
caption-rules = What each declared rule makes of the pillars' baselines and targets
caption-uncertainty = { $area }, { $year }: leading numbers, and what is left open
caption-unknown = { $area }: where evidence is missing at the end of { $year }
caption-status = { $area }: status by pillar at the end of { $year }
caption-state-evidence = { $area }: every piece of evidence at hand, of any year
caption-peers = States of { $subregion }, by number of children
caption-gaps = { $area }, { $year }: baselines, targets for { $target_year } and gaps, with their bounds

# Behind the caption of a table that rests on assumptions.
caption-assumed = { $caption }. Assumed: { CLAUSES($assumed) }

# Of a table from which rows were left out.
caption-part = { $caption } ({ $shown } of { $rows } rows)

## Titles of columns; where tables differ, with the table's name

column-region = ITU region
column-indicator = Indicator
column-role = Speaks as
column-strength = Evidence
column-status = Status
column-states = States
column-yes = Yes
column-no = No
column-unknown = Unknown
column-children = Children, thousands
column-share_of_countries = % of countries
column-share_of_children = % of children
column-share_of_world = % of the world's children
column-scenario = Assumed
column-source = From
column-iso3 = Code
column-conflict = Sources disagree
column-detail = What the source says
column-row_id = Row
column-vintage = Revision
column-states_with_number = States with a number
column-children-children = Sum of states, thousands
column-children_by_world_row = World row, thousands
column-share_of_world_row = Sum as % of world
column-table = Table
column-rows = Rows
column-title = Title
column-description = What it holds
column-publisher = Publisher
column-date = Date
column-terms = Other terms of use
column-url = Address
column-carriers-name = Country
column-carriers-share = % of the area's children
column-carriers-cumulative = Added up, %
column-progress-name = Count
column-gaps-name = Pillar
column-unknown-name = Pillar
column-denominators-name = Pillar
column-basis = Baseline from
column-baseline = Baseline, %
column-target = Target, %
column-gap = Gap, points
column-pace = Required pace, points a year
column-uncovered_children = Children in countries without it, thousands
column-reported = States with direct evidence
column-unreported = States without evidence, by name or group
column-label = Number
column-unit = In
column-held = Nothing left open
column-together = All left open
column-hangs_on = Hangs on
column-unknown-states = of
column-largest_unknown = Most populous that are unknown
column-share_of_largest_unknown = % of the area's children in these
column-ask = Whom to ask in each state
column-pillar = Pillar
column-status-name = Indicator
column-status-ask = Whom to ask
column-state-evidence-name = Indicator
column-state-evidence-status = Says
column-since = Since
column-since_means = when
column-until = Until
column-state-evidence-strength = Speaks
column-state-evidence-confidence = How sure
column-state-evidence-title = Source
column-peers-name = Country
column-published-name = Figure
column-of = Of
column-printed = As printed, %
column-stands_for = Stands for, %
column-denominators-of = Countries
column-target_count = Needed for the target
column-to_add = Still to come
column-implied-name = State
column-implied = Implied to be
column-readings = Readings
column-implied-share = Its share of children, %
column-otherwise = Covered otherwise, %
column-set_aside = By evidence set aside
column-implied-by-confidence-confidence = Evidence counted
column-readings_fitting = Readings that fit
column-implied_counted = Implied: counted
column-implied_not_counted = Implied: not counted
column-area = Area
column-evidence = By evidence, %
column-implied-bounds-count = With the published count, %
column-implied-bounds-share = With the share too, %
column-rule = Rule
column-at_baseline = At the baselines, %
column-baseline_verdict = Against the published baseline
column-at_target = At the targets, %
column-target_verdict = Against the goal
column-note = Note
column-observations = Times counted
column-first_year = In
column-first_count = Countries
column-first_of = of
column-first = %
column-last_year = In
column-last_count = Countries
column-last_of = of
column-last = %
column-denominator = Denominator
column-unicef = Class of this count by UNICEF (AARR)
column-eurostat = by Eurostat and Statistics Canada
column-unsd = by the UN Statistics Division

# Of columns that are indicators.
column-of_proxy = { $indicator }, a proxy
column-of_indicator = { $indicator }

## Codes in tables, by their column; where tables differ, with the table's name

code-role-direct = direct evidence
code-role-proxy = proxy, not the thing itself
code-role-context = context
code-strength-named = by name
code-strength-group = and by group
code-conflict-no = no
code-conflict-settled = yes, the stronger counts
code-conflict-open = yes, so unknown
code-implied-by-confidence-confidence-high = of high confidence
code-implied-by-confidence-confidence-medium = high and medium
code-implied-by-confidence-confidence-low = all of it
code-status-strength-named = by name
code-status-strength-group = about a group
code-status-name-none = No indicator with data yet
code-since_means-began = it began
code-since_means-passed = it was passed
code-since_means-attested = it was seen
code-hangs_on-rounding = { uncertainty-rounding }
code-hangs_on-denominator = { uncertainty-denominator }
code-hangs_on-vintage = { uncertainty-vintage }
code-hangs_on-strength = { uncertainty-strength }
code-hangs_on-confidence = { uncertainty-confidence }
code-hangs_on-none = none of it
code-unit-countries = countries
code-unit-countries_a_year = countries a year
code-unit-share_of_countries = % of countries
code-unit-share_of_children = % of children
code-unit-share_of_way = % of the way to the targets
code-unit-points = percentage points
code-unit-points_a_year = percentage points a year
code-unit-rate_a_year = % a year
code-unit-children = thousand children
code-unit-weight = weight
code-unit-statuses = statuses
code-unit-readings = readings
code-unit-rules = rules
code-unit-rows = rows

## Why a table has no number; by default there are no data

reason-not_set = not set
reason-described = described
reason-not_published = not published
reason-nothing_fits = nothing fits
reason-ruled_out_by_count = ruled out by the count
reason-target_of_children = set in children
reason-target_year_reached = no years left

## Notes

note-page = Computed from public tables by copcalc; not a publication of ITU. Children are persons aged 0-17.
note-regions = Regions are ITU's of today, applied to all years.
