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
# A probability that is not quite none or all.
amount-less = <{ $than }
amount-more = >{ $than }
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
unit-probability = { $number }{ "\u00A0" }%
unit-hindcasts =
    { $amount ->
        [one] { $number } hindcast
       *[other] { $number } hindcasts
    }
unit-share_of_hindcasts = { $number }{ "\u00A0" }%
unit-skill = { $number }{ "\u00A0" }%
unit-share_of_variance = { $number }{ "\u00A0" }%
unit-combinations =
    { $amount ->
        [one] { $number } combination
       *[other] { $number } combinations
    }
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
model-no_change = no change (a random walk)
model-drift = a random walk with drift
model-aarr = a constant reduction of the rest (AARR)
model-logistic = a logistic curve
model-gompertz = a Gompertz curve

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

## The first screen: its tiles

tiles-goal = { $subject }: the goal
tiles-pillar = { $subject }
tiles-state = { BARE($statuses_known) } of { $statuses } statuses known at the end of { $year }
tile-number = { $number }
tile-range = { RANGE($number) }
tile-points = { BARE($points) } points
tile-baseline = Baseline, { $year }
tile-evidence = By the evidence, end of { $year }
tile-baseline_goal = of children had { NAME($subject, form: "has") }
tile-baseline_children = of children lived in countries that had { NAME($subject, form: "has") }
tile-baseline_countries = of countries had { NAME($subject, form: "has") }
tile-baseline_countries_evidence =
    of countries had { NAME($subject, form: "has") }; for { BARE($unknown) } of { BARE($states) } Member States it
    is unknown
tile-baseline_children_evidence =
    of children lived in countries that had { NAME($subject, form: "has") }; for { BARE($unknown) } of
    { BARE($states) } Member States it is unknown
tile-target = Target for { $target_year }
tile-target_note =
    { $of_what ->
        [children] of children
       *[countries] of countries
    }
tile-target_note_worldwide =
    { $of_what ->
        [children] of children, worldwide
       *[countries] of countries, worldwide
    }
tile-gap = Gap
tile-gap_goal = { RANGE($points) }, which is { $gap_children } children ({ RANGE($gap_children) })
tile-gap_goal_open =
    { RANGE($points) }, which is { $gap_children } children ({ RANGE($gap_children_open) }, allowing for { $open })
tile-gap_points = { RANGE($points) }
tile-to_add =
    { $direction ->
        [fall] Still to end it
       *[rise] Still to come
    }
tile-met = reached
tile-met_note = the target is met
tile-to_add_published = { RANGE($to_add) } of { BARE($of) } { $whom }
tile-to_add_published_open = { RANGE($to_add_open) } of { BARE($of) } { $whom }, allowing for { $open }
tile-to_add_published_by_denominator =
    { RANGE($to_add) } of { BARE($of) } { $whom }, or { FULL($to_add_other) } of { BARE($of_other) } { $whom_other }
    (the source does not say which)
tile-to_add_region =
    of { BARE($states) } Member States, if the worldwide target were { $area }'s own; it hangs on the unknown
tile-to_add_world = of { BARE($states) } Member States; it hangs on the unknown
tile-ahead = Heading for, by { $horizon } (in the middle { $median })
tile-ahead_note =
    with { $level }{ "\u00A0" }% probability; chance to reach the target { RANGE($chance) }
tile-ahead_note_evidence =
    with { $level }{ "\u00A0" }% probability, at the pace of the evidence; it hangs on the unknown
tile-indicator = { $indicator }
tile-status = { $status }
tile-note = { CLAUSES($told) }
tile-since_began = since { $since }
tile-since_passed = passed in { $since }
tile-since_attested = seen in { $since }
tile-until = not by the end of { $until }
tile-source = source: { $publisher }
tile-no_evidence = no evidence at hand
tile-unsettled = the evidence at hand does not settle { $year }
tile-conflict = sources disagree
tile-assumed = assumed
tile-about_group = told of a group of states
tile-role_proxy = a proxy, not the thing itself
tile-role_context = context, no part of a target

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
    How { $published } follows from the pillars' { $first } and { $second } of children is not stated: no one
    weighting gives both that and, from their targets read as shares of children, exactly the goal.
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
    { $whom_other } (the source does not say which).
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
## The first screen: targets without a figure

unset-no_data =
    For { LOWER($pillars) } the framework sets no figure and there are no data: not one of { BARE($states) } Member
    States is reported, which is neither zero nor failure.
unset-some_data =
    { $pillar }: no figure is set. { BARE($yes) } of the { BARE($reported) } Member States reported had
    { NAME($indicator, form: "has") }: { BETWEEN($share_of_countries) } of all { BARE($states) }.

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
state-unknown = Unknown is not no: it is a question to ask. { CLAUSES($told) }.
state-ask = { $unknown }: { $whom }
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

## The first screen: where it was heading

ahead-goal =
    The goal, by any rule that fits: about { $median } of children in { $horizon } ({ RANGE($projected) }); the
    chance to reach { $target } was { RANGE($chance) }.
ahead-pillar =
    { $pillar }: about { $median } of countries in { $horizon } ({ RANGE($projected) }); the chance to reach
    { $target } was { RANGE($chance) }.
ahead-pillar_children =
    { $pillar }: about { $median } of children in { $horizon } ({ RANGE($projected) }); the chance to reach
    { $target } was { RANGE($chance) }.
ahead-how_sure =
    This is if each pillar had moved on as fast as a related count did until { $clock }: there is one published
    baseline, and it has no pace of its own. Ranges hold what comes with { $level }{ "\u00A0" }% probability.
ahead-area =
    By { $horizon }, if states had gone on as they did until { $clock }: { CLAUSES($told) }. Ranges hold what
    comes with { $level }{ "\u00A0" }% probability.
ahead-indicator = { $indicator }, { $median } of countries ({ RANGE($projected) })
ahead-indicator_open =
    { $indicator }, { BETWEEN($median) } of countries ({ RANGE($projected) }), depending on the unknown
ahead-indicator_proxy = { $indicator }, a proxy, { $median } of countries ({ RANGE($projected) })
ahead-indicator_proxy_open =
    { $indicator }, a proxy, { BETWEEN($median) } of countries ({ RANGE($projected) }), depending on the unknown
ahead-state =
    What the pace of { $region } says, which is no forecast for { $area } alone: of states there that were without
    it at the end of { $clock }, so many would have it by { $horizon }: { CLAUSES($told) }. Ranges hold what comes
    with { $level }{ "\u00A0" }% probability.
ahead-chance = { $indicator }, { $expected } ({ RANGE($chance) })
ahead-chance_open = { $indicator }, { BETWEEN($expected) } ({ RANGE($chance) }), depending on the unknown

## The first screen: what it would have taken

plan-key = To reach the targets by { $target_year }: { CLAUSES($told) }.
plan-key_goal =
    To reach the goal, which counts children: { BETWEEN($needed) } with the most children, depending on the
    rule, the rounding and the unknown.
plan-pace = { $pillar }, { FULL($per_year) }
plan-countries = { $pillar }, another { FULL($needed) }
plan-met = { $pillar }, no more countries
plan-part_of_region = The part of { $area } in this, depending on the unknown: { CLAUSES($told) }.
plan-part =
    { $pillar }, { BETWEEN($lacking) } without it, home to { BETWEEN($held) } of the world's children, where another
    { $needed } are needed worldwide
plan-part_countries =
    { $pillar }, { BETWEEN($lacking) } without it, where another { $needed } are needed worldwide
plan-part_of_state = { $area } can be one of those that targets still ask for: { CLAUSES($told) }.
plan-part_state = { $pillar }, one of { FULL($needed) } worldwide

## What it would take

plan-no_target = No target in figures is set, so that it can't be said what it would take.
plan-any = For a target in countries it makes no difference which change: { CLAUSES($told) }.
plan-even =
    If every region were to reach the target by itself, and no fewer than the world needs in all:
    { CLAUSES($told) }.
plan-even_countries = { $pillar }, { BETWEEN($even) }
plan-fewest = A target in children is reached sooner by large countries: { CLAUSES($told) }.
plan-fewest_rule =
    { $pillar } by the rule “{ $rule }”, { BETWEEN($needed) } can be enough, and for certain these: { $states }
plan-fewest_children =
    { $pillar }, { BETWEEN($needed) } can be enough, and for certain these: { $states }
plan-fewest_none = { $pillar }, no more countries
plan-nothing = It can't be said what follows. { CLAUSES($reasons) }.
plan-no_evidence = { $subjects }: no evidence tells state by state who has it
plan-no_children = { $subjects }: the population tables at hand hold no number of children for this year
plan-contradicted = { $subjects }: the evidence tells of more than the published baseline leaves room for
plan-not_rising = { $subjects }: who should give something up is not planned here
plan-no_plan_by_rule = { $subjects }: the rule needs both at once in every state, which is not planned here
plan-reach =
    One country after the other, chosen for this pillar alone. No other choice of as many is sure to reach more children
    than all of these. Those of unknown status may have it already, which is why there are two bounds.
plan-unknown =
    Evidence would matter most in the { BARE($largest_unknown) } most populous countries of which it is unknown. They
    are home to { $share_of_largest_unknown } of the area's children, and may well have it.
plan-adopters = These adopt what they lack: { $states }.
plan-after =
    { $pillar }: { BETWEEN($after) } of countries then, against { $before } before and a target of { $target };
    { BETWEEN($still) } still to come. Of children { BETWEEN($children) }, against { $children_before }.
plan-after_children =
    { $pillar }: { BETWEEN($after) } of children then, against { $before } before and a target of { $target }, { $reached ->
        [yes] which is reached
        [no] which is not reached
       *[open] which may be reached or not
    }.
plan-after_goal =
    { $pillar } by the rule “{ $rule }”: { BETWEEN($after) } of children then, against { $before } before and a goal of
    { $target }, { $reached ->
        [yes] which is reached
        [no] which is not reached
       *[open] which may be reached or not
    }.

## What a projection hangs on

hangs-none = Nothing is projected for this area as a whole, so that nothing can hang on anything.
hangs-by_published =
    What was projected rests on assumptions: whose count lends its pace, as which curve that is read, where in its rounding
    a published level lies, how many countries it is a share of, and by which rule pillars make the goal. And it rests
    on what nobody chooses: how the pace turns out, here anywhere in the range that holds it with a
    { $level }{ "\u00A0" }% chance. Moved one at a time, all else as usual, and then all at once.
hangs-by_evidence =
    What was projected rests on assumptions: what the unknown states are taken to have, and how strong and how sure evidence
    has to be. And it rests on what nobody chooses: how the pace turns out, here anywhere in the range that holds it with
    a { $level }{ "\u00A0" }% chance. Moved one at a time, all else as usual, and then all at once.
hangs-stands_pillar =
    With every assumption as usual and the pace in the middle of its range, { $chosen } of countries would have
    { NAME($name, form: "has") } in { $horizon }, against a target of { $target }.
hangs-stands_children =
    With every assumption as usual and the pace in the middle of its range, { $chosen } of children would live in countries
    that have { NAME($name, form: "has") } in { $horizon }, against a target of { $target }.
hangs-stands_rule =
    With every assumption as usual, by the rule “{ $rule }” and with each pace in the middle of its range, { $chosen } of
    children would have { NAME($name, form: "has") } in { $horizon }, against a target of { $target }. That is not quite the
    middle of what the paces lead to together.
hangs-stands_evidence =
    With every assumption as usual, none of the unknown counted and the pace in the middle of its range, { $chosen } of the
    area’s countries would have { NAME($name, form: "has") } in { $horizon }. The worldwide target is { $target }.
hangs-most = It hangs on { CLAUSES($told) }.
hangs-moved = { $factor }, { $low } by “{ $lowest }” and { $high } by “{ $highest }”
hangs-still = Hardly any difference, less than half a percentage point each, is made by { $factors }.
hangs-variance =
    When all vary at once, each assumption as probable as another, the variance goes with { CLAUSES($told) }. What they
    do together counts for each of them; the ranges are those of sampling.
hangs-share = { $factor }, { RANGE($together) }
hangs-too_few_samples = What happens when all vary at once changes too seldom to be told from this sample.
hangs-firm =
    { $reached ->
        [yes] The verdict holds: the target is reached in all { BARE($combinations) } combinations of the assumptions.
       *[no] The verdict holds: the target is reached in none of { BARE($combinations) } combinations of the assumptions.
    } With the pace in the middle they lead to { BETWEEN($spread) }.
hangs-turns =
    The verdict hangs on assumptions: { BARE($reaching) } of their { BARE($combinations) } combinations reach the target.
    With the pace in the middle they lead to { BETWEEN($spread) }.
hangs-ways =
    { $changes ->
        [one] One other assumption turns it: { CLAUSES($ways) }.
       *[other] { $changes } other assumptions together turn it: { CLAUSES($ways) }.
    }
hangs-ways_more =
    { $changes ->
        [one] One other assumption turns it: { CLAUSES($ways) }; and { $left } more.
       *[other] { $changes } other assumptions together turn it: { CLAUSES($ways) }; and { $left } more.
    }
hangs-way = { $settings }
hangs-chance_turns = Chance alone can turn it, all assumptions as usual: { CLAUSES($settings) }.
hangs-chance_end = at the { $setting }
hangs-chance_end_of = at the { $setting } ({ $pillar })
hangs-chance_firm = Chance alone does not turn it within its range, all assumptions as usual.
hangs-setting = { $factor } as “{ $setting }”
hangs-factor_of = { $factor } ({ $pillar })

## Where it would be

ahead-nothing = Not projected. { CLAUSES($reasons) }.
ahead-no_level =
    { $subjects }: the published level is worldwide and of { $baseline_year }, so that there is none here to
    go on from
ahead-year_reached = { $subjects }: { $horizon } does not lie ahead of { $clock }
ahead-no_pace = { $subjects }: no related count is named whose pace could be borrowed
ahead-too_few_counts =
    { $subjects }: the related counts up to { $clock } are too few for { $model }
ahead-not_set = { $subjects }: the framework sets no figure to reach
ahead-described = { $subjects }: the target is described, not counted
ahead-no_history = { $subjects }: no state is known to have it, so that there is no pace to go on at
ahead-borrowed =
    A published baseline of one year has no pace. What follows lends each pillar the pace of a count that somebody
    else kept, as it was known at the end of { $clock }: { CLAUSES($paces) }. Such a count is related to the pillar
    and is not its indicator; whatever is projected holds if the pillar moved as that count did.
ahead-pace = { $pillar } that of “{ $pace }”
ahead-model =
    The pace is read as { $model }: of the curves at hand the one that would have projected these counts best,
    judged by what had been counted by { $clock }.
ahead-model_chosen = The pace is read as { $model }, which was chosen for this report.
ahead-subject =
    { $baseline } of countries had { NAME($pillar, form: "has") } in { $baseline_year }. In { $horizon } about { $median } would have had it, against a target of { $target }: with { $level }{ "\u00A0" }% probability { RANGE($projected) }. The chance to reach the target
    was { RANGE($chance) }.
ahead-subject_children =
    { $baseline } of children lived in countries that had { NAME($pillar, form: "has") } in { $baseline_year }. In
    { $horizon } about { $median } would have done so, against a target of { $target }: with { $level }{ "\u00A0" }% probability { RANGE($projected) }. The chance to reach the target was
    { RANGE($chance) }.
ahead-those_children =
    Of children, { RANGE($children) } would have lived in those countries. Which countries adopt next is not in
    that range, so that it is narrower than what was to be seen.
ahead-goal_rule =
    By the rule “{ $rule }” the goal would have come to { BETWEEN($median) } of children in { $horizon }, with
    { $level }{ "\u00A0" }% probability { RANGE($projected) }, and to { $target } with a chance of
    { RANGE($chance) }. The pillars' paces are taken as independent of each other.
ahead-paces_open =
    Over all these counts and curves the least chance to reach the target is { RANGE($least) }, the greatest
    { RANGE($most) }. Whether it was more likely than not hangs on the choice.
ahead-paces_unlikely =
    Over all these counts and curves the least chance to reach the target is { RANGE($least) }, the greatest
    { RANGE($most) }. By none of them was it more likely than not.
ahead-paces_likely =
    Over all these counts and curves the least chance to reach the target is { RANGE($least) }, the greatest
    { RANGE($most) }. By all of them it was more likely than not.
ahead-evidence =
    State by state the evidence dates who adopted and when. States without it are taken to adopt each year with a
    chance that their region shares and that is learnt from all regions. What is unknown at the end of { $clock }
    stays open: at one bound none of the unknown states has it, at the other all of them have.
ahead-timeline =
    At the end of { $clock } { BETWEEN($known) } of countries had { NAME($indicator, form: "has") }. In { $horizon }
    it would be { BETWEEN($median) }, and with { $level }{ "\u00A0" }% probability { RANGE($projected) }.
ahead-timeline_children = Of children, { RANGE($children) } would live in those countries.
ahead-timeline_chance =
    The chance that { $target } have it by then lies { BETWEEN($chance) }: it hangs on the unknown.
ahead-timeline_chance_known = The chance that { $target } have it by then is { $chance }.

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
    Evidence that names each state says yes for { BARE($yes) } of { BARE($states) } states and no for { BARE($no) }, and
    leaves { BARE($unknown) } unknown: { BETWEEN($share_of_countries) } of countries and
    { BETWEEN($share_of_children) } of children had it.
pillar-named_countries =
    Evidence that names each state says yes for { BARE($yes) } of { BARE($states) } states and no for { BARE($no) }, and
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
terms = Terms of use, where the table says nothing else: { $usual }
recorded =
    { $count ->
        [one] { $count } number recorded.
       *[other] { $count } numbers recorded.
    }
progress =
    These counts come from other reviews, with definitions of their own: they are related to the target and
    are not its indicator. Where the denominator changes, more or fewer countries were reviewed, so that a
    part of a rise may not be change; a row with a constant one below it holds the reviews of the same number
    of countries. Each class is what that body's method says of the count, measured against this target as if
    it were its own, using nothing that was observed after the year of this report. It is no class of the
    target.

## Were such projections any good?

hindsight-no_scores =
    Up to { $until } too little had been counted to hold a projection against. Without a score the model is “all
    stays as it was”.
hindsight-scores =
    Each curve was tried on the related counts: from every year up to { $clock } in which one was counted, to every
    later count up to { $until }. Of each, { $cases } can be compared. By them { $model } was nearest: off by { $crps } on
    average, its own uncertainty weighed in (the score CRPS), and by { $error } in the middle alone.
hindsight-still = “All stays as it was” would have been off by { $still }.
hindsight-second =
    The next one, { $second }, was off by { $off }: a difference as small as theirs is no proof.
hindsight-few =
    Of what came, { $inside } lay inside the ranges of { $model }, which were meant to hold { $level }{ "\u00A0" }%. The
    cases are few, and not independent of each other: one review is the outcome of several.
hindsight-later_same =
    By all that had been counted up to { $until }, { $cases } of each, the choice stays the same: { $model } was
    nearest, off by { $crps } on average.
hindsight-later_other =
    By all that had been counted up to { $until }, { $cases } of each, the choice would have been another:
    { $model } was nearest, off by { $crps } on average, and not { $chosen }.
hindsight-worse =
    Not for every count: of “{ $count }” { $chosen } was off by { $crps }, and “all stays as it was” by { $still }.
hindsight-pillar_above =
    { $pillar }, projected from { $clock } to { $year }: about { $median } of countries ({ RANGE($projected) }). “{ $count }”,
    a related count, not the indicator, came to { $observed }: more than the range of { $level }{ "\u00A0" }% held.
hindsight-pillar_inside =
    { $pillar }, projected from { $clock } to { $year }: about { $median } of countries ({ RANGE($projected) }). “{ $count }”,
    a related count, not the indicator, came to { $observed }: inside the range of { $level }{ "\u00A0" }%.
hindsight-pillar_inside_wide =
    { $pillar }, projected from { $clock } to { $year }: about { $median } of countries ({ RANGE($projected) }). “{ $count }”,
    a related count, not the indicator, came to { $observed }: inside the range of { $level }{ "\u00A0" }%, which is so
    wide that little could have missed it.
hindsight-pillar_below =
    { $pillar }, projected from { $clock } to { $year }: about { $median } of countries ({ RANGE($projected) }). “{ $count }”,
    a related count, not the indicator, came to { $observed }: less than the range of { $level }{ "\u00A0" }% held.
hindsight-own_above =
    Like against like: from its own past “{ $count }” was projected to { $year } at about { $own_median }
    ({ RANGE($own_projected) }), and { $observed } came, above that range.
hindsight-own_inside =
    Like against like: from its own past “{ $count }” was projected to { $year } at about { $own_median }
    ({ RANGE($own_projected) }), and { $observed } came, inside that range.
hindsight-own_inside_wide =
    Like against like: from its own past “{ $count }” was projected to { $year } at about { $own_median }
    ({ RANGE($own_projected) }), and { $observed } came, inside a range that holds as good as everything.
hindsight-own_below =
    Like against like: from its own past “{ $count }” was projected to { $year } at about { $own_median }
    ({ RANGE($own_projected) }), and { $observed } came, below that range.
hindsight-no_outcomes = Nothing was counted after { $clock } that could be held against a projection from there.
hindsight-indicators =
    { $area }, state by state from stopped clocks: { CLAUSES($told) }. What is known today of a year may not have been
    known then.
hindsight-indicators_missed =
    { $area }, state by state from stopped clocks: { CLAUSES($told) }. Ranges that were meant to hold
    { $level }{ "\u00A0" }% and missed were too narrow: they hold what is not known of a pace, and not that a pace
    changes. What is known today of a year may not have been known then.
hindsight-indicator_above =
    { $indicator }, from { $origin } to { $year } about { $median } projected ({ RANGE($projected) }) and { $observed } seen,
    above the range
hindsight-indicator_inside =
    { $indicator }, from { $origin } to { $year } about { $median } projected ({ RANGE($projected) }) and { $observed } seen,
    inside the range
hindsight-indicator_below =
    { $indicator }, from { $origin } to { $year } about { $median } projected ({ RANGE($projected) }) and { $observed } seen,
    below the range
hindsight-indicator_open =
    { $indicator }, from { $origin } to { $year } { BETWEEN($median) } projected ({ RANGE($projected) }) and
    { BETWEEN($observed) } seen, which leaves it open
hindsight-proxy = { $indicator }, a proxy
hindsight-open =
    { $area }: it is not known of enough states what came of { $indicators }; nothing can be held against projections of
    them.

## Captions of tables

caption-regions = { $indicator }, by ITU region of today, end of { $year }
caption-evidence = { $pillar }, { $area }: what is known at the end of { $year }
caption-carriers = { $area }: states not known to have { NAME($indicator, form: "has") }, most children first
caption-statuses = { $area }: what is known of each indicator at the end of { $year }
caption-register = Member States at the end of { $year } by ITU region of today, and children aged 0-17
caption-children = Children aged 0-17 in { $year }: the states' sum against the world
table-raw = Tables in data/raw
table-conflicts = Sources that disagree, { $year }
table-not-counted = Evidence about areas that are no ITU Member States: kept, not counted
table-sources = Sources
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
caption-projections =
    { $area }: where it would be in { $horizon }, at borrowed paces; ranges with { $level }{ "\u00A0" }%
    probability
caption-paces =
    { $pillar }: where it would be in { $horizon } at other paces; ranges with { $level }{ "\u00A0" }%
    probability
caption-projection =
    { $pillar }, year by year: the straight way to the target, and what the borrowed pace gives
caption-projection-rule =
    { $pillar } by the rule “{ $rule }”, year by year: the straight way to the target, and what borrowed paces give
caption-timeline = { $area }: { $indicator }, year by year
caption-indicator-projections =
    { $area }: where it would be in { $horizon }, by the evidence state by state; ranges with
    { $level }{ "\u00A0" }% probability
caption-scores =
    How near each curve came to related counts from clocks up to { $clock }, by what was counted up to { $until }
caption-cases =
    Every related count from every clock, by every curve: projected, with ranges of { $level }{ "\u00A0" }%, and what came
caption-outcomes =
    Projected from { $clock }, with ranges of { $level }{ "\u00A0" }%, and what came: related counts, not the indicators
caption-indicator-outcomes =
    { $area }: projected by the evidence from stopped clocks, with ranges of { $level }{ "\u00A0" }%, and what came
caption-hindsight = What was projected from { $clock }, and what was counted before and after, year by year
caption-chances =
    { $area }: what its region’s pace says of a state that had none at the end of { $year }, by { $horizon }
caption-efforts = { $area }, end of { $year }: what each target would take
caption-quota = { $pillar }, by ITU region of today: what each would take to reach { $target } by itself
caption-settings = { $name }, { $area }: the share in { $horizon }, one assumption moved at a time
caption-variance = { $name }, { $area }: how far each assumption moves the share in { $horizon }, and its part of the variance
caption-reach = { $indicator }, { $area }: if these adopted it one after the other
caption-adopted =
    { $area }: where it would be if { $states } { $states ->
        [one] state
       *[other] states
    } adopted
caption-its-part = { $area }: its part in what targets would take
caption-gaps = { $area }, { $year }: baselines, targets for { $target_year } and gaps, with their bounds

# Behind the caption of a table that rests on assumptions.
caption-assumed = { $caption }. Assumed: { CLAUSES($assumed) }

# Of a table from which rows were left out.
caption-part = { $caption } ({ $shown } of { $rows } rows)

## Titles of columns; where tables differ, with the table's name

column-region = ITU region
column-indicator = Indicator
column-role = Kind
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
column-efforts-name = Pillar or goal
column-adopted-name = Pillar or goal
column-its-part-name = Pillar
column-reach-name = Country
column-needed = Countries needed
column-per_year = A year
column-even = If each region is to reach it
column-before = Before, %
column-after = Then, %
column-reached = Target reached
column-still = Countries needed then
column-children_before = Children before, %
column-adopted-children = Children then, %
column-covered = Children then, %
column-lacking = Countries without it
column-its-part-held = Their share of the world's children, %
column-its-part-needed = Needed worldwide
column-reach-share = % of the area's children
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
column-unreported = States without evidence
column-measure = Number
column-unit = In
column-held = Nothing left open
column-together = All left open
column-factor = What it hangs on
column-setting = Taken as
column-chosen = Share then
column-moved = Share, from least to greatest
column-alone = % of the variance by itself
column-variance-together = % by itself and with others
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
column-state-evidence-strength = Tells of
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
column-projections-name = Pillar or goal
column-projections-pace = At the pace of
column-paces-pace = At the pace of
column-model = Read as
column-median = Middle, %
column-projected = Range, %
column-likely = Even odds, %
column-required = Required, %
column-chance = Chance of the target, %
column-chances-chance = Range, %
column-scores-name = Count
column-cases-name = Count
column-outcomes-name = Count
column-subject = Pillar
column-cases = Hindcasts
column-error = Off in the middle, points
column-crps = Off on the whole (CRPS), points
column-crps_of_no_change = “No change” off, points
column-inside = Inside its range, %
column-skill = Nearer than no change, %
column-origin = From
column-horizon = Years
column-observed = Came, %
column-verdict = Against its range
column-own_median = Count as itself, middle, %
column-own_projected = Count as itself, range, %
column-own_verdict = Count against it
column-of_count = { $count }
column-expected = Chance to have it, %
column-known = Known, %
column-latitude = Latitude, degrees
column-longitude = Longitude, degrees
column-projections-children = Of children, %
column-indicator-projections-children = Of children, range, %
column-median_children = Of children, %
column-year = Year
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
code-role-assumed = assumed
code-status-yes = yes
code-status-no = no
code-status-unknown = unknown
code-status-yes_group = yes, told of a group
code-status-no_group = no, told of a group
code-basis-published = published
code-basis-evidence = evidence
code-basis-none = none
code-target_state-set = set
code-target_state-not_set = not set
code-target_state-qualitative = described
code-direction-rise = rise
code-direction-fall = fall
code-of-countries = countries
code-of-children = children
code-state-evidence-confidence-high = high
code-state-evidence-confidence-medium = medium
code-state-evidence-confidence-low = low
code-implied-counted = counted
code-implied-not_counted = not counted
code-implied-either = either
code-set_aside-yes = yes
code-set_aside-no = no
code-progress-denominator-constant = constant
code-progress-denominator-changes = changes
code-baseline_verdict-fits = fits
code-baseline_verdict-fits_within_the_rounding = fits within the rounding
code-baseline_verdict-ruled_out = ruled out
code-target_verdict-fits = fits
code-target_verdict-fits_within_the_rounding = fits within the rounding
code-target_verdict-ruled_out = ruled out
code-target_verdict-so_by_construction = so by construction
code-unicef-worsening = worsening
code-unicef-no_progress = no progress
code-unicef-some_progress = some progress
code-unicef-on_track = on track
code-unicef-no_class_no_rate_can_be_computed = no class: no rate can be computed
code-eurostat-deterioration = deterioration
code-eurostat-limited_progress = limited progress
code-eurostat-accelerate = accelerate
code-eurostat-on_track = on track
code-eurostat-no_class_no_rate_can_be_computed = no class: no rate can be computed
code-unsd-stagnation_or_regression = stagnation or regression
code-unsd-fair_progress = fair progress
code-unsd-target_met_or_on_track = target met or on track
code-unsd-no_class_no_rate_can_be_computed = no class: no rate can be computed
code-source-no_evidence_table_speaks_of_it = no evidence table speaks of it
code-strength-named = that names the state
code-strength-group = also of a group of states
code-conflict-no = no
code-conflict-settled = yes, the stronger counts
code-conflict-open = yes, so unknown
code-implied-by-confidence-confidence-high = of high confidence
code-implied-by-confidence-confidence-medium = high and medium
code-implied-by-confidence-confidence-low = all of it
code-status-strength-named = names the state
code-status-strength-group = about a group
code-status-name-none = No indicator with data yet
code-state-evidence-strength-group = a group of states
code-since_means-began = it began
code-since_means-passed = it was passed
code-since_means-attested = it was seen
code-hangs_on-rounding = { uncertainty-rounding }
code-hangs_on-denominator = { uncertainty-denominator }
code-hangs_on-vintage = { uncertainty-vintage }
code-hangs_on-strength = { uncertainty-strength }
code-hangs_on-confidence = { uncertainty-confidence }
code-hangs_on-none = none of it
code-scores-name-all = All counts
code-verdict-inside = inside
code-verdict-above = above
code-verdict-below = below
code-verdict-open = open
code-own_verdict-inside = inside
code-own_verdict-above = above
code-own_verdict-below = below
code-own_verdict-open = open
code-model-no_change = { model-no_change }
code-model-drift = { model-drift }
code-model-aarr = { model-aarr }
code-model-logistic = { model-logistic }
code-model-gompertz = { model-gompertz }
code-unit-countries = countries
code-unit-countries_a_year = countries a year
code-unit-share_of_countries = % of countries
code-unit-share_of_children = % of children
code-unit-share_of_way = % of the way to the targets
code-unit-points = percentage points
code-unit-points_a_year = percentage points a year
code-unit-rate_a_year = % a year
code-unit-children = thousand children
code-unit-probability = % probability
code-unit-hindcasts = hindcasts
code-unit-share_of_hindcasts = % of hindcasts
code-unit-skill = % better than no change
code-unit-share_of_variance = % of the variance
code-unit-combinations = combinations
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
reason-year_reached = no years left
reason-has_it = has it
reason-one_region = one region
reason-contradicted = contradicted
reason-no_plan_by_rule = not planned
reason-open = open
reason-no_change_right = no error to save
reason-no_level = no level
reason-no_pace = no pace
reason-too_few_counts = too few counts
reason-too_few_samples = too few samples
reason-no_history = none known
reason-not_rising = set otherwise

## The page

page-title = { $area }: { NAME($framework, form: "short") }, { $year }
page-subtitle = { $framework }. Source: { $source }
page-ways = Other reports
page-all_reports = All reports
page-area = { $area }
page-contents = Contents
page-table = Table
page-table_folded = Table: { $caption }
page-table_file = The table as { $csv }.
page-left_out =
    What a notebook shows here runs or loads something, which no page does. It can be seen in the notebook.
page-chart_more = Data, licence and how to cite
page-chart_data = The data: { $csv }.
page-chart_files = The chart: { $png }, { $svg }.
page-chart_licence =
    Words and pictures are free to use under the MIT licence; facts stand under the terms of the sources named.
page-chart_cite = Cite as: “{ $chart }”, in: { $report }, copcalc { $version }.
page-numbers =
    Every number on this page stands in { $results } with its bounds, unit and source. The executed notebooks
    are in the folder “notebooks” beside this page. What is folded is not printed, unless it was opened.
imprint-data =
    Data: version { $tables } of the tables, the newest source of { $newest }; statuses as at the end of
    { $year }, children by { $vintage }.
imprint-data_undated =
    Data: version { $tables } of the tables, whose sources tell no date; statuses as at the end of { $year },
    children by { $vintage }.
imprint-cite = Cite as: “{ $title }”. copcalc { $copcalc }, data version { $tables }.
note-page = Computed from public tables by copcalc; not a publication of ITU. Children are persons aged 0-17.
note-regions = Regions are ITU's of today, applied to all years.

## The index of all reports

index-title = Reports
index-counts = { $fresh } fresh, { $stale } stale, { $failed } failed.
index-states =
    A fresh report would come out the same from the data, notebooks and code as they were in the run that wrote
    this page; a stale one would not; one that failed could not be made, and an older one may stand there.
index-all_data =
    All data as one file: { $file }, with every number that these reports tell and the tables they are made from.
index-search = Find an area
index-none = No report here is about such an area. Write its name or a part of it, its code, or a state of reports.
index-group = { $framework }, { $year }; children by { $vintage }
index-caption =
    Which share of countries has what is named below each pillar: as published for the world, where it was;
    else by the evidence, a range where the status of some is unknown. Of a state, whether it has it.
index-children = Children
index-state = State
index-is =
    { $state ->
        [fresh] fresh
        [stale] stale
       *[failed] failed
    }
index-log = log
index-unread = { $folder } is not listed: { $why }.

## The file of all data

all_data-numbers =
    numbers.csv: every number that the reports tell, one a row and each once, with its bounds, unit and source.
    A share is in per cent, as its unit tells.
all_data-columns =
    Its first columns name the report that tells it (a fresh one, where there is one) and the state of that report:
    fresh, stale, or failed where it could not be made again. Then come the columns of a report's results.json.
all_data-tables =
    data/raw: the tables that they are made from, with the source of each row; datapackage.json describes them.
all_data-left_out = Left out, since it changed while the reports were looked at: { $tables }.

## Charts: what all of them share

chart-described = { $title }. { CLAUSES($told) }.
chart-told = { $name }: { $told }
chart-source = Source: { CLAUSES($sources) }.
source-opsc = United Nations Treaty Collection
source-national_law = texts of laws, reports to UN bodies, ICMEC and others, state by state
source-hotline = INHOPE, the Internet Watch Foundation and others, state by state
source-forensics = INTERPOL, the Council of Europe and others, state by state
source-curriculum = FOSI, the European Union and others, state by state
source-cooperation = published lists of members and parties
source-complete_lists = lists that name all members or parties
source-evidence = public evidence, state by state
source-member_states = ITU, Member States and regions
source-children = United Nations, World Population Prospects ({ $of })
source-world_counts = counts of countries by ICMEC, INHOPE and others
legend-yes = yes
legend-yes_proxy = yes, of a proxy
legend-no = no
legend-unknown = unknown, which is not no
chart-assumed = Assumed: { CLAUSES($assumed) }.
chart-assumed_elsewhere = Assumed: statuses of states outside this area.

## Charts: where an area stands

standing-mark_baseline = baseline
standing-mark_known = known to have it
standing-mark_possible = unknown, so possible
standing-mark_target = target
standing-mark_ahead = where it was heading by { $horizon }
standing-goal = Goal: { $goal }
standing-known = known: { $share }
standing-met = met
standing-points =
    { $amount ->
        [one] { $points } point
       *[other] { $points } points
    }
standing-told_bounds =
    { $name }: known { $low }, possible { $high }, target { $target } of { $of ->
        [children] children
       *[countries] countries
    }
standing-told =
    { $name }: baseline { $baseline }, target { $target } of { $of ->
        [children] children
       *[countries] countries
    }
standing-described = described, not counted
standing-not_set = no target in figures; known of { $reported } of { $states } states
standing-not_set_no_data =
    no target in figures, no data: { $unreported ->
        [one] { $unreported } state unreported
       *[other] { $unreported } states unreported
    }
standing-no_baseline = no baseline: { $reported } of { $states } states reported
standing-no_baseline_no_data =
    no baseline, no data: { $unreported ->
        [one] { $unreported } state unreported
       *[other] { $unreported } states unreported
    }
standing-axis_children = per cent of children
standing-axis_countries = per cent of countries
standing-axis_both = per cent of countries (of children: { $names })
standing-the_goal = the goal
standing-title_met = Every target that can be measured was met by the baseline
standing-title =
    { $name }: { $amount ->
        [one] { $points } point
       *[other] { $points } points
    } { $direction ->
        [fall] above
       *[rise] short of
    } the target
standing-title_widest =
    { $name }: { $amount ->
        [one] { $points } point
       *[other] { $points } points
    } { $direction ->
        [fall] above
       *[rise] short of
    } the target, the widest gap that can be measured
standing-title_status_known = { $name }: the status is known
standing-title_status_unknown = { $name }: the status is unknown
standing-title_statuses = { $name }: the status of { $reported } of { $states } states is known
standing-title_nothing = { $name }: nothing is measured yet
standing-about = { $area }, { $year }: baseline, and target for { $target_year }
standing-about_alone = Baseline and target
standing-about_ahead =
    { $area }: baseline at the end of { $year }, target for { $target_year }, and below them where it was heading by
    { $horizon }
standing-span = { $low } to { $high }{ "\u00A0" }%
standing-heading = heading for { $share } ({ $span })
standing-heading_range = heading for { $span }
standing-told_heading = { $name }: heading for { $share }, range { $span }
standing-told_heading_range = { $name }: heading for { $span }
standing-note_ahead_published =
    Ranges below: { $level }{ "\u00A0" }% probability, the ring in the middle, at the pace of a related count; of the
    goal by any rule that fits.
standing-note_ahead_evidence =
    Ranges below: { $level }{ "\u00A0" }% probability, from “none of the unknown has it” to “all have”.
standing-targets_source = Targets: { $source }.
standing-note_published = Pale bands: what the printed per cents can stand for before rounding.
standing-note_evidence =
    Bars: public evidence that names countries. Hatched: unknown. Targets are worldwide.

## Charts: regions side by side

regions-yes = yes (evidence that names the state)
regions-yes_group = yes (told of a group)
regions-unknown = unknown
regions-no = no
regions-region =
    { $states ->
        [one] { $region } ({ $states } state)
       *[other] { $region } ({ $states } states)
    }
regions-axis = per cent of the region's states; numbers in bars: states
regions-title_of = { $indicator }: { $title }
regions-title =
    { $states ->
        [one] { $yes } of { $states } state known to have it, { $unknown } unknown
       *[other] { $yes } of { $states } states known to have it, { $unknown } unknown
    }
regions-title_compared = { $first } of states in { $first_region }, { $last } of states in { $last_region }
regions-title_alike = { $first } of states in { $first_region }
regions-about = States by what is known of them
regions-about_year = States by what is known of them, end of { $year }
regions-about_proxy = States by what is known of them, end of { $year }. A proxy, not the thing itself
regions-told =
    { $region }: { $yes } yes, { $yes_group } told of a group, { $unknown } unknown, { $no } no, of { $states }

## Charts: what more and more adopters bring

reach-nothing = Nothing can be drawn: no children are counted, or nothing tells of it state by state
reach-and = + { $name }
reach-axis = per cent of children
reach-title =
    { $indicator }: with { $count ->
        [one] one more country
       *[other] { $count } more countries
    } it would cover { $after } of children, up from { $before }
reach-title_alone =
    With { $count ->
        [one] one more country
       *[other] { $count } more countries
    } { $after } of children would be covered, up from { $before }
reach-about =
    { $area }: children in countries that had { NAME($indicator, form: "has") } at the end of { $year }, and if these
    had set it in place too, each with all above it
reach-about_alone = Children covered, if these adopted, each with all above it
reach-before = as it stood
reach-sure = if these adopted
reach-possible = possible, by rounding and the unknown

## Charts: what a projection hangs on

tornado-nothing = Nothing can be drawn: nothing is projected
tornado-axis_countries = per cent of countries
tornado-axis_children = per cent of children
tornado-title =
    { $name }: { $verdict ->
        [met] reached under each single assumption; most depends on { $factor }
        [missed] missed under each single assumption; most depends on { $factor }
       *[turns] one assumption decides whether the target is reached; most depends on { $factor }
    }
tornado-title_alone = Most depends on { $factor }
tornado-about_published =
    { $area }, share in { $horizon } as projected from { $clock }. Each bar: how far one assumption alone moves it, from
    one end to the other, all others as in the report; ticks: what was tried. Solid line: as in the report, { $stands }.
    Dashed: the target, { $target }. Pale: no assumption but chance, which may lead across the target, too.
tornado-about_evidence =
    { $area }, share in { $horizon } as projected from { $clock }. Each bar: how far one assumption alone moves it, from
    one end to the other, all others as in the report; ticks: what was tried. Solid line: as in the report, { $stands }.
    Dashed: the target, { $target }. Hatched: what is unknown. Pale: no assumption but chance, which may lead across the
    target, too.
tornado-note = Paces: how fast related counts, kept by others, grew until { $clock }; not those of the indicators.
tornado-about_alone =
    Each bar: how far one assumption alone moves it, from one end to the other, all else as it was; ticks: what was tried.
tornado-row = { $factor }, from “{ $lowest }” to “{ $highest }”
tornado-still = { $factor }
tornado-factor_of = { $factor } ({ $pillar })

## Charts: states not known to have it

carriers-amount = { $children } ({ $share })
carriers-axis = children aged 0-17, millions
carriers-title_none =
    No state with a number of children that is not known to have { NAME($indicator, form: "has") }
carriers-title_none_proxy =
    No state with a number of children that is not known to have { NAME($indicator, form: "has") } (a proxy)
carriers-title_none_alone = No state with a number of children that is not known to have it
carriers-title =
    { $share } of the children live in { $states }, { $status ->
        [no] known not
       *[unknown] not known
    } to have { NAME($indicator, form: "has") }
carriers-title_proxy =
    { $share } of the children live in { $states }, { $status ->
        [no] known not
       *[unknown] not known
    } to have { NAME($indicator, form: "has") } (a proxy)
carriers-title_alone =
    { $share } of the children live in { $states }, { $status ->
        [no] known not
       *[unknown] not known
    } to have it
carriers-about = { $area }, { $year }: children by state (share of the area's)
carriers-about_alone = Children by state (share of the area's)
carriers-told = { $name } { $children }, { $status }

## Charts: states by children, by year and by region

cartogram-nothing = Nothing can be drawn: no children are counted.
cartogram-title =
    { $indicator }: { $yes } of the children live in states known to have it, { $unknown } in states of which it is
    unknown
cartogram-title_alone =
    { $yes } of the children live in states known to have it, { $unknown } in states of which it is unknown
cartogram-title_known = { $indicator }: { $yes } of the children live in states that have it, { $no } in others
cartogram-title_known_alone = { $yes } of the children live in states that have it, { $no } in others
cartogram-about = { $area }, end of { $year }: a circle a state, as large as the number of children who live there
cartogram-about_alone = A circle a state, as large as the number of children who live there
cartogram-note = Circles lie as near to their places as others leave room; no borders.
cartogram-not_drawn =
    { $states ->
        [one] { $states } state without a number of children is not drawn.
       *[other] { $states } states without a number of children are not drawn.
    }
cartogram-least = States with { $children } children or fewer are drawn alike, to be seen.
cartogram-told =
    { $name } { $children }, { $status ->
        [yes] yes
        [no] no
       *[unknown] unknown
    }
adoption-nothing = Nothing can be drawn: no year is known.
adoption-dated = began, or was passed, in that year
adoption-seen = seen from that year on, so may have begun before
adoption-axis = states
adoption-title = { $indicator }: at least half of the { $states } states with a known year had it by { $half }
adoption-title_alone = At least half of the { $states } states with a known year had it by { $half }
adoption-title_few =
    { $indicator }: { $states ->
        [one] { $states } state is
       *[other] { $states } states are
    } known to have it since a known year
adoption-title_few_alone =
    { $states ->
        [one] { $states } state is
       *[other] { $states } states are
    } known to have it since a known year
adoption-about = { $area }: a block a state known to have it at the end of { $year }, above the year since when
adoption-about_proxy =
    { $area }: a block a state known to have it at the end of { $year }, above the year since when. A proxy, not the
    thing itself
adoption-about_alone = A block a state known to have it, above the year since when
adoption-not_drawn =
    { $states ->
        [one] { $states } state has it since a year that is not known, and is not drawn.
       *[other] { $states } states have it since a year that is not known, and are not drawn.
    }
adoption-told =
    { $year }: { $states }{ $seen ->
        [0] { "" }
       *[other] {" "}({ $seen } seen, may have begun before)
    }
multiples-nothing = Nothing is known.
multiples-known = known to have it at the end of the year
multiples-unknown = unknown
multiples-no = known to be without it (above, white)
multiples-title = { $indicator }: { $most } of states in { $most_region }, { $least } in { $least_region }
multiples-title_alone = { $most } of states in { $most_region }, { $least } in { $least_region }
multiples-title_one = { $indicator }: { $most } of states in { $most_region }
multiples-title_one_alone = { $most } of states in { $most_region }
multiples-title_open = { $indicator }: how the regions compare hangs on what is unknown
multiples-title_open_alone = How the regions compare hangs on what is unknown
multiples-about =
    Per cent of each region's states, from nought to all of them, up to { $year }; at the end what is known and what
    is possible
multiples-about_proxy =
    Per cent of each region's states, from nought to all of them, up to { $year }; at the end what is known and what
    is possible. A proxy, not the thing itself
multiples-about_alone = Per cent of each region's states, from nought to all of them, year by year
multiples-told = { $region }: { $share } in { $year }

## Charts: rules that make the goal

rules-span = { $span }: { $verdict }
rules-told = { $rule }: { $span } per cent, { $verdict }
rules-axis = per cent
rules-title = { $left } of { $declared } rules can give the published { $printed }
rules-title_alone = { $left } of { $declared } rules can give the published baseline
rules-about = What each rule makes of the published shares of children, { $year }
rules-about_alone = What each rule makes of the published shares of children
rules-note = Bars: all values that the printed per cents can stand for.
rules-note_band = Band: what the published { $printed } can stand for.
rules-described = { $title }: { $names }. { CLAUSES($told) }.

## Charts: where it would be

fan-nothing = Nothing is projected.
fan-axis_countries = per cent of countries
fan-axis_children = per cent of children
fan-middle = about { $share }
fan-above = { $tail } chance of more than { $share }
fan-above_at_all = up to { $share }
fan-below = { $tail } chance of less than { $share }
fan-below_at_all = down to { $share }
fan-required = target for { $year }: { $share }
fan-title =
    { $pillar }: heading for about { $median } in { $horizon }, { RANGE($chance) } chance to reach { $target }
fan-title_alone = Where it would be, and the way to the target
fan-about =
    Line: the middle of what could come if the pillar moves as fast as a related count did. Both bands together hold
    what comes with a { $level }{ "\u00A0" }% chance, the dark one alone with even odds. Dashed: the steady way to the
    target, no forecast. Dot: published.
fan-about_rule =
    By the rule “{ $rule }”. Line: the middle of what could come if its pillars move as fast as related counts did.
    Both bands together hold what comes with a { $level }{ "\u00A0" }% chance, the dark one alone with even odds.
    Dashed: the steady way to the target, no forecast. Dot: published.
fan-about_alone =
    Line: the middle of what could come. Both bands together hold nearly all that could, the dark one alone what comes
    with even odds. Dashed: the steady way to the target, no forecast. Dot: published.
fan-note =
    Pace: { $pace } until { $clock }, read as { $model }; a related count, not the indicator.
fan-note_rule =
    Paces: related counts until { $clock }, read as { $model }; not the indicators.
fan-told = { $year }: { $median } (range { $projected })
fan-told_required = { $year }: { $median } (range { $projected }), required { $required }
timeline-nothing = Nothing is known.
timeline-axis = per cent of the area’s countries
timeline-title = { $indicator }: { $known } of countries known in { $last }
timeline-title_alone = { $known } of countries known in { $last }
timeline-title_ahead = { $indicator }: { $known } of countries in { $last }, about { $median } in { $ahead }
timeline-title_ahead_alone = { $known } of countries in { $last }, about { $median } in { $ahead }
timeline-title_open =
    { $indicator }: { $projected } of countries in { $ahead }, as wide as what is unknown
timeline-title_open_alone = { $projected } of countries in { $ahead }, as wide as what is unknown
timeline-about = { $area }. { CLAUSES($parts) }.
timeline-about_alone = { CLAUSES($parts) }.
timeline-known = Filled: known to have it at the end of the year
timeline-proxy = Filled: known to have it at the end of the year (a proxy, not the thing itself)
timeline-unknown = hatched: unknown
timeline-without = white above: known to be without it
timeline-ahead =
    line: the middle of what could come if states go on as they did; pale: where it ends up with a
    { $level }{ "\u00A0" }% chance
timeline-ahead_open =
    dashed lines: the middle of what could come, the lower one if none of the unknown states had it, the upper one
    if all had; pale: from the one to the other, with a { $level }{ "\u00A0" }% chance
timeline-end_low = { $share } if no unknown had it
timeline-end_high = { $share } if every unknown had it
timeline-note = The same Member States in all years. Known up to { $clock }, then at the pace of each region.
timeline-told_known = { $year }: { $share } known
timeline-told_projected = { $year }: { $share } may come

## Charts: what came

came-nothing = Nothing was projected, and nothing came.
came-title =
    { $pillar }: about { $median } projected for { $outcome_year }, { $counts ->
        [one] a related count came to { $ends }
       *[other] related counts came to { $ends }
    }
came-title_indicator =
    { $indicator }: about { $median } projected for { $outcome_year }, { $observed } came
came-title_proxy =
    { $indicator } (a proxy): about { $median } projected for { $outcome_year }, { $observed } came
came-title_counts = { $pillar }: what was counted before and after { $clock }
came-title_alone = What was projected, and what came
came-about =
    Line and bands: projected from { $clock } (dotted); both bands together hold what comes with a { $level }{ "\u00A0" }%
    chance, the dark one alone with even odds. Dashed: the steady way to the target. The pillar itself was not counted
    again; related counts, which are not the same: { $marks }; hollow: known in { $clock }, filled: later.
came-about_indicator =
    { $area }. Line and band: projected from { $clock } (dotted), with a { $level }{ "\u00A0" }% chance to end up inside.
    By the evidence: { $marks }; hollow: up to { $clock }, filled: later.
came-about_counts =
    Nothing was projected. Related counts, which are not the same: { $marks }; hollow: known in { $clock }, filled:
    later.
came-about_alone =
    Line and bands: projected from { $clock } (dotted). Observed: { $marks }; hollow: known then, filled: later.
came-middle = about { $share } in { $year }
came-end = { $mark } { $share } in { $year }
came-ended = { $share } in { $year }
came-told =
    { $year }: { $observed } came ({ $count }), projected { $median } (range { $projected })
came-told_alone = { $year }: { $observed } came ({ $count })

## Charts: a Member State

status-told = { $status } ({ $role })
status-told_group = { $status }, by evidence about a group ({ $role })
status-no_indicator = no indicator with data yet
status-title = { $area }: { $known } of { $statuses } statuses known at the end of { $year }
status-title_alone = { $known } of { $statuses } statuses known
status-about = Status by indicator, by the evidence at hand
status-note = Source: public evidence on the state; each piece is listed below with its source.

## Peers

peers-title_no = { $indicator }: yes of most states of { $subregion }, no of { $area }
peers-title_unknown = { $indicator }: yes of most states of { $subregion }, unknown of { $area }
peers-title_alike = { $area } has all that most states of { $subregion } are known to have
peers-title_nothing = No status is known to be yes of most states of { $subregion }
peers-title_alone = What is known of each state
peers-about =
    One bar a state of { $subregion }, { $area } in the frame, at the end of { $year }
peers-about_alone = One bar a state
peers-note = Source: public evidence on each state; the table of this chart names them.
peers-note_alone = Source: public evidence on each state.
peers-told = { $indicator }: yes { $yes }, no { $no }, unknown { $unknown }

## What is measured

code-measure-states = Member States
code-measure-children = Children
code-measure-share_of_region = Share of the region's children
code-measure-share_of_world = Share of the children in all Member States
code-measure-states_with_number = States with a number of children
code-measure-states_without_number = States without a number of children
code-measure-children_by_world_row = Children by the table's row of the world
code-measure-share_of_world_row = Sum of the states as a share of the row of the world
code-measure-step = What one country adds to a share of countries
code-measure-statuses_known = Statuses known
code-measure-yes = Known to have it
code-measure-no = Known not to have it
code-measure-unknown = Unknown
code-measure-share_of_countries = Share of countries, by evidence
code-measure-share_of_children = Share of children, by evidence
code-measure-largest_unknown = Largest countries of which it is unknown
code-measure-share_of_largest_unknown = Share of the area's children in the largest countries of which it is unknown
code-measure-cumulative_share = Share of the area's children, with all larger states that are not known to have it
code-measure-reported = States with direct evidence
code-measure-unreported = States without direct evidence
code-measure-of = Countries that shares are of
code-measure-target_of_countries = Target
code-measure-target_of_children = Target
code-measure-target_count = Countries at the target
code-measure-baseline_of_countries = Baseline
code-measure-baseline_of_children = Children in countries that have it
code-measure-baseline_count = Countries at the baseline
code-measure-attainable_share = Whole numbers of countries that fit the baseline, as a share
code-measure-fitting_denominators = Numbers of countries for which the published count and share agree
code-measure-gap_points = Gap to the target
code-measure-attainable_gap = Gap, in whole numbers of countries
code-measure-to_add = Countries still to come
code-measure-uncovered_children = Children in countries without it
code-measure-pace_points = Required pace
code-measure-pace_countries = Required pace in countries
code-measure-growth = Required growth of the covered share
code-measure-reduction = Required reduction of the uncovered share (AARR)
code-measure-gap_children = Gap in children of the baseline year
code-measure-children_to_reach = More children covered in the target year than in the baseline year
code-measure-rules = Declared rules
code-measure-weight_at_baseline = Weight on the first pillar that gives the baseline
code-measure-weight_at_target = Weight on the first pillar that gives the goal
code-measure-combined_at_baseline = What a rule makes of the baselines
code-measure-combined_at_target = What a rule makes of the targets
code-measure-attained_at_baseline = What a rule makes of the baselines, each as a part of its target
code-measure-attained_at_target = What a rule makes of the targets, each as a part of itself
code-measure-readings = Ways to read the published totals
code-measure-readings_fitting = Readings that some list of states fits
code-measure-implied_counted = Unknown, and counted by the source in every reading
code-measure-implied_not_counted = Unknown, and not counted by the source in any reading
code-measure-implied_either = Unknown, and open by the totals
code-measure-implied_in_some = Unknown, and settled in some readings only
code-measure-implied_against = Implied against evidence that was set aside
code-measure-readings_counted = Readings in which it must be counted
code-measure-readings_not_counted = Readings in which it can't be
code-measure-most_otherwise = Children covered at most, were it not counted
code-measure-least_otherwise = Children covered at least, were it counted
code-measure-share_given_count = Share of children, with the published count
code-measure-share_given_totals = Share of children, with the published count and share
code-measure-required_of_countries = Required on the straight way to the target
code-measure-required_of_children = Required on the straight way to the target
code-measure-projected_of_countries = Projected, with its interval
code-measure-projected_of_children = Projected, with its interval
code-measure-median_of_countries = Median of the projection
code-measure-median_of_children = Median of the projection
code-measure-fewest = Fewest countries that can be enough
code-measure-to_add_by_region = Countries still to come, if each region is to reach the target
code-measure-countries_if_adopted = Share of countries, if some adopted
code-measure-to_add_if_adopted = Countries still to come, if some adopted
code-measure-children_if_adopted = Share of children, if some adopted
code-factor-rounding = the rounding of the published level
code-factor-denominator = the number of countries meant
code-factor-pace = the count that lends its pace
code-factor-model = the curve of the pace
code-factor-rule = the rule of the goal
code-factor-overlap = how far the pillars reach the same children
code-factor-unknown = countries of which it is unknown
code-factor-strength = evidence about groups
code-factor-confidence = how sure evidence has to be
code-factor-chance = how the pace turns out
code-setting-rounding_least = the least that rounds to it
code-setting-rounding_printed = as printed
code-setting-rounding_greatest = the greatest that rounds to it
code-setting-model_no_change = { model-no_change }
code-setting-model_drift = { model-drift }
code-setting-model_aarr = { model-aarr }
code-setting-model_logistic = { model-logistic }
code-setting-model_gompertz = { model-gompertz }
code-setting-overlap_least = as few of them as can be
code-setting-overlap_half = half-way
code-setting-overlap_most = as many of them as can be
code-setting-unknown_none_has_it = none of them has it
code-setting-unknown_all_have_it = all of them have it
code-setting-strength_named = only what names the state
code-setting-strength_group = also what tells of a group
code-setting-confidence_high = high
code-setting-confidence_medium = medium or more
code-setting-confidence_low = low or more
code-setting-chance_low_end = low end of its range
code-setting-chance_middle = middle of its range
code-setting-chance_high_end = high end of its range
code-measure-chosen_of_countries = Share of countries by this assumption
code-measure-chosen_of_children = Share of children by this assumption
code-measure-variance_alone = Share of the variance by this assumption alone
code-measure-variance_together = Share of the variance by this assumption, alone and with others
code-measure-combinations = Combinations of assumptions looked at
code-measure-combinations_reaching = Combinations of assumptions that reach the target
code-measure-lacking = Countries without it, the unknown left open
code-measure-lacking_children = Share of the world's children in them
code-reach-name-as_it_stood = As it stood
code-reached-yes = yes
code-reached-no = no
code-reached-open = open
code-measure-chance = Probability to reach the target
code-measure-chance_of_adopting = Probability of a state without it to have it by then
code-measure-projected_counted = A count projected as itself, with its interval
code-measure-median_counted = Median of a count projected as itself
code-measure-error = Median of the projection less what came
code-measure-crps = Distance of the projection from what came (CRPS)
code-measure-crps_of_no_change = Distance of “no change” from what came (CRPS)
code-measure-mean_error = Mean distance of medians from what came
code-measure-mean_crps = Mean distance of projections from what came (CRPS)
code-measure-hindcasts = Hindcasts that are compared
code-measure-hindcasts_inside = What came inside the intervals
code-measure-skill = Part of the CRPS of no change that is saved
code-measure-count = Countries counted
code-measure-count_of = Countries reviewed
code-measure-share_counted = Share of the reviewed
code-measure-rows = Rows

## Headings in notebooks, by the name that notebooks give them

heading-what-was-published = What was published, and what can it stand for?
heading-which-denominator = Which number of countries was meant?
heading-which-countries-were-counted = Which countries can the source have counted?
heading-how-the-goal-came-about = How can the goal's baseline have come about?
heading-how-far-is-the-goal = How far is the goal?
heading-what-the-evidence-says = What does the evidence say?
heading-evidence-in-full = The evidence in figures
heading-which-states-are-missing = Which states are not known to have it?
heading-how-fast-related-counts-moved = How fast did related counts move?
heading-where-it-stood = Where it stood
heading-where-it-was-heading = Where it was heading, and how sure that is
heading-what-it-would-have-taken = What it would have taken
heading-how-far-pillar-by-pillar = How far is it, pillar by pillar?
heading-how-sure-is-each-number = How sure is each number, and what does that hang on?
heading-what-is-not-known = What is not known, and whom to ask?
heading-what-is-known = What is known, pillar by pillar?
heading-whom-to-ask = Whom to ask
heading-which-sources = Which sources are there?
heading-which-evidence = Which evidence is there, and from where?
heading-how-its-peers-stand = How do the states of its sub-region stand?
heading-where-would-it-be = Where would the targets stand?
heading-at-borrowed-paces = Which pace is borrowed?
heading-ahead = { $subject }: where would it be in { $horizon }?
heading-ahead_rule = { $pillar } by the rule “{ $rule }”: where would it be in { $horizon }?
heading-which-pace = What if another count lent its pace, or another curve?
heading-state-by-state = State by state, by the evidence
heading-were-they-any-good = Were such projections any good?
heading-which-model-was-nearest = Which curve came nearest?
heading-what-came = What came after that?
heading-case-by-case = What came, case by case
heading-what-came-by-evidence = What came, state by state?
heading-how-good-such-numbers-were = How good were such numbers before?
heading-what-its-region-says = What does its region’s pace say?
heading-what-would-it-take = What would it take?
heading-how-many-countries = How many countries?
heading-reach = { $indicator }: which countries would bring the most children?
heading-if-these-adopted = If these adopted
heading-which-part = Which part lies here?
heading-what-does-it-hang-on = What does it hang on?
heading-hangs = { $name }: what does it hang on?
heading-pillar = Pillar { $number }: { $pillar }
heading-region-by-region = Region by region
heading-where-the-children-live = Where do the children live?
heading-how-it-spread = How did it spread, year by year?

## The text of notebooks/baseline.ipynb, in Markdown

baseline-title =
    # The baseline and its reconciliation

    What can the published baselines stand for, how many and which countries did the source mean, and how can
    the goal's figure follow from those of the pillars? Published figures are rounded, and the rule that
    combines them is not given.
baseline-intervals =
    Every published figure is an interval: `stands_for_low` and `stands_for_high` hold what prints as it.
baseline-denominators =
    The gap in countries, once for each number of countries that the published figures fit.
baseline-totals =
    Totals and evidence together: which lists of countries add up to what was published? `implied` holds the
    answer for each pillar with published totals.
baseline-confidence =
    What if surer or less sure evidence counts, and how far do the totals narrow the share of children?
baseline-rules =
    The goal combines pillars. Each declared rule is tried on their published figures; the first row is what
    the source itself prints.
baseline-try =
    ## Try this

    What if? Another rule makes the goal's baseline, less sure evidence counts, China had neither a law nor a
    hotline: does any list of countries still add up to the published totals? Change these cells and run them
    again.

## The text of notebooks/charts.ipynb, in Markdown

charts-title =
    # Every chart, once

    Which charts are there, what does each tell, and which function makes what it draws? A chart draws the
    frame that it is given: choose rows, change a parameter or an assumption, and it follows. Each takes `ax=`
    to stand on a figure of your own.
charts-standing =
    ## Where do the targets stand?

    Baseline, target and where it was heading, a row a pillar; and which rules can have made the goal.
charts-states =
    ## Who has it?

    The regions by status, the states as circles as large as their children, and those who carry the gap.
charts-spread =
    ## How did it spread?

    The states above the year since when they have it, the share of the area year by year with what may come,
    and the regions in a panel each.
charts-ahead =
    ## Where would it be?

    A projection as a fan, the same from a clock that was stopped beside what came, what it hangs on, and what
    more and more adopters would bring.
charts-state =
    ## How does one state stand?

    Its statuses, and those of its peers.
charts-try =
    ## Try this

    What if? What a chart draws is a frame: these are some rows of one, and one with statuses that you assume.
    Change these cells, and give either to `cop.charts.cartogram_chart`.

## The text of notebooks/data.ipynb, in Markdown

data-title =
    # The data and their quality

    Which tables is this report computed from, what do they hold, and what do they leave open? Every row of
    every table names its source.
data-raw =
    ## What does each table hold?

    `data/raw` holds what was observed, one observation a row.
data-processed =
    `copcalc data` checks them and makes `data/processed`, from which everything here is computed.
data-register =
    ## Who counts as a country?

    The register holds the Member States of the International Telecommunication Union. Membership is that of
    the year's end; regions are ITU's of today, applied to all years.
data-children =
    ## How many children, and who is missing?

    Two revisions of the United Nations' population estimates are kept, because the choice moves the numbers:
    the one that was in force when the baseline was published, and a newer one. The states' sum is checked
    against the world's own row; what the sum leaves out lives in territories that are no Member States, and
    in states without a number.
data-status =
    ## What decides a status?

    A piece of evidence says yes, no, or nothing about a year. A yes holds from its first year on, unless a
    row says that it ended. A no holds up to the year in which someone last looked. Evidence that names a
    country outranks evidence about a group, and surer evidence less sure. Where equals disagree, the status
    is unknown; evidence of low confidence alone settles nothing. Everything else is unknown. A year is read
    as the latest possible one.
data-holds_for =
    A yes holds until a source tells that it ended, however long ago it was last seen. What if only what a
    source of so many years before, or a later one, still says counted?
data-conflicts =
    ### Where do sources disagree?

    Where the evidence of a country disagrees, the stronger counts; where it is equally strong, nothing is
    settled.
data-unknown =
    ## What is not known

    No complete table at hand tells, country by country, whether a law or a hotline was there at the baseline.
    What is known was gathered source by source, from law portals, treaty bodies, hotlines, police, ministries
    and news; in a check of 60 rows against their sources none was wrong in the status of 2014, and nine gave
    a year that is too late. Targets without a figure stay without one: for them there is evidence of some
    states only. A table that closes such a gap is one file in `data/raw/evidence`; the project's README says
    how.
data-sources =
    ## Sources
data-try =
    ## Try this

    What if? The newer population estimates, evidence of low confidence counted too, the evidence of one
    country. Change these cells and run them again.

## The text of notebooks/gap.ipynb, in Markdown

gap-title =
    # How far is one pillar from its target?

    Where does the world or a region stand on a pillar, what does that rest on, and which countries are
    missing? Change `pillar` in the next cell to "legal", "technical", "organisational", "capacity" or
    "cooperation" (or "1" to "5") and run all cells; the other parameters are those of the report notebook.
    Every table is a pandas frame that can be sorted, filtered and computed with.
gap-numbers =
    The pillar's numbers: baseline, target, the gap between them, the countries still to come, and the pace
    that would close it. Each is an observation with its bounds, its unit and its source.
gap-evidence =
    Which evidence is there? What names a country counts before what speaks of a group it belongs to; whatever
    neither tells is unknown, and unknown is a bound.
gap-carriers =
    Which states are missing? Those with the most children weigh most; `gap.leading` is the indicator that
    tells, if there is one.
gap-children =
    Where do the children live who are covered, and where those of whom it is not known? A circle a state, as
    large as the number of its children.
gap-spread = How did it spread? The states by the year since when they have it, and the regions year by year.
gap-regions =
    The regions side by side, by evidence that names countries and, where that tells more, by all evidence.
gap-progress =
    Progress needs two observations. The published baseline is one, so only related counts can be classed;
    they are worldwide.
gap-try =
    ## Try this

    What if? Another area, another denominator, a status that you assume: the same functions answer, and
    whatever rests on an assumption says so in its column `scenario`. Change these cells and run them again.

## The text of notebooks/projection.ipynb, in Markdown

projection-title =
    # Where would this be?

    Where would a pillar, the goal and each indicator be in the target year, how sure is that, and how probable
    was it to reach the target? `subject` is a pillar ("legal", "technical") or "goal", and empty for all of
    them; `model` is a curve ("logistic", "drift", "aarr", "gompertz", "no_change"), and empty for the one that
    would have projected best; `horizon` is the year to project to, 0 for the framework's target year. `year` is
    the clock: nothing that happened after its end is used. `level` is the probability that ranges are meant
    to hold. The other parameters are those of the report notebook.
projection-published =
    A published baseline is one observation: it has a level and no pace. So the pace is borrowed from a related
    count, and everything says so. `wanted` holds what was asked for, `ahead` what can be projected; the others say
    why they can't.
projection-fans =
    One fan each. `each.path` is a frame, one row a year; `each.chance` is the probability that the target is
    reached, if the pace lent to it is its own.
projection-paces =
    The choice of the count and of the curve is a choice. All of them, side by side: does the verdict hold?
projection-evidence =
    The evidence names states and dates, so that it has a pace of its own. What is unknown stays open as a bound.
projection-timelines =
    One line of time each: what is known, and what may come. `each.outlook` can be asked further, for any states
    and years.
projection-state =
    A share of countries says nothing of one state. What can be told of it is what its region's pace says of
    states like it.
projection-try =
    ## Try this

    What if? A year farther ahead, another curve, China and India known to be without, what its region's pace
    says of Kenya. Change these cells and run them again.

## The text of notebooks/plan.ipynb, in Markdown

plan-title =
    # What would it take?

    How many countries does each target still need, how few can be enough for the goal, which countries would
    bring the most children, and what would follow if some adopted? `subject` is a pillar ("legal", "technical")
    or "goal", and empty for all; `adopters` is a list of states, by code or name, as `["BRA", "Nigeria"]`, and
    empty for the `most` with the most children. `area` is the world, a region or a state; `year` is the last
    that is known.
plan-countries_needed =
    A target in countries is reached by any; the goal counts children, so that it matters which. What rounding
    and unknown statuses leave open stays open as two bounds.
plan-most_children =
    Which countries bring the most children? `reached` is a frame, one row a country. No choice of as many
    countries is sure to reach more than all of these.
plan-if_adopted =
    And if these adopted? Put other states into `adopters` in the first cell: all that follows changes.
plan-its_part =
    Targets are worldwide. What a region or a state can bring is its part of that.
plan-try =
    ## Try this

    What if? Adopters of your own, half of every region by quota, the most children for so many countries step
    by step. Change these cells and run them again.

## The text of notebooks/sensitivity.ipynb, in Markdown

sensitivity-title =
    # What does it hang on?

    Every projection takes something for granted. Which of it moves the result, and would anything turn the verdict
    whether the target is reached? `subject` is a pillar ("legal", "technical") or "goal", and empty for all;
    `horizon` is the year to project to, 0 for the framework's target year; `level` is the probability of the range
    in which a pace may turn out. `samples` is a power of two: more of them make the shares of the variance surer.
    The other parameters are those of the report notebook.
sensitivity-found =
    `found` holds one result a projected share. Each knows its factors (`each.swings`), every setting that was tried
    (`each.settings`), the shares of the variance (`each.variance`) and the settings that turn the verdict with the
    fewest changes (`each.turning`).
sensitivity-each =
    One chart each: alone, how far does each assumption move the share? The longest bar stands on top.
sensitivity-tables =
    The same as tables: every setting with what follows from it, and what goes with which assumption when all vary at
    once (Sobol's indices).
sensitivity-try =
    ## Try this

    What if? A range of even odds, a year farther ahead, and a function of your own: how many children lie between the
    goal and its baseline, by the population estimates and the end of the rounding. Change these cells and run them
    again.

## The text of notebooks/hindcast.ipynb, in Markdown

hindcast-title =
    # Were such projections any good?

    Stop the clock early, project, and hold it against what came. `year` is the clock of the report: the model that
    the projections use is the one that was nearest by what had been counted by then. `until` is the last year of
    what came, 0 for the last there is. `subject` is a pillar ("legal", "technical") and empty for all, `model` a
    curve ("logistic", "drift", "aarr", "gompertz", "no_change") and empty for the nearest. `level` is the
    probability that ranges are meant to hold. The other parameters are those of the report notebook.
hindcast-scores =
    Related counts have a past, so that every curve can be tried on them: from each year in which something was
    counted, with nothing that came later. `scores` is a frame, one row a count and curve. CRPS is the distance of a
    whole projection from what came, in points: a projection that was unsure pays for that, too.
hindcast-later =
    And with what came after the clock? This decides nothing in the report; it says whether the choice was right.
hindcast-pillars =
    What had been projected of the pillars, and what came. No later figure of the indicator itself was published, so
    that each is held against related counts; and each count against its own projection, like against like.
hindcast-evidence =
    The evidence names states and dates, so that its clock can be stopped as well. Only where it is known of all
    states can anything be held against it.
hindcast-cases =
    Every count, clock, later year and curve with its score (CRPS, in points): too long for the page, and all of it
    in results.json, with what was projected.
hindcast-try =
    ## Try this

    What if? The scores by years ahead, another curve for the first pillar, clocks of your own for the evidence.
    Change these cells and run them again.

## The text of notebooks/report.ipynb, in Markdown

report-title =
    # An area's report

    Where does an area stand, how far is it from each target, how sure is that, and what is unknown? The area
    is the world, an ITU region or a Member State: change `area` in the next cell ("africa", "Namibia", "NAM")
    and run all cells.

    `year` is the year whose end statuses are taken from, `vintage` the revision of the UN's population
    estimates that counts the children ("WPP2012" was in force in 2014, "WPP2022" is newer). `save_to` is a
    folder to write tables and charts to.
report-results =
    Everything below is made of these results: a gap for each pillar, the goal where its baseline is
    published, what the leading numbers hang on, and a profile if the area is a Member State. Each number in
    them is an observation with bounds, unit and source.
report-messages =
    The first screen: headline numbers as tiles (of a Member State its statuses), one chart, and a message a
    question. All of them are made from the numbers: they change when the numbers do.
report-ahead =
    Where was it heading, and what would it have taken? The world by its published levels and borrowed paces, a
    region by the evidence of its states, a state by what its region's pace says and by its part in what the world
    needs. The notebooks projection.ipynb and plan.ipynb show how.
report-table =
    For the world and regions: what each number hangs on, and what is not known. What is `folded` shows its
    heading alone on the page, until a reader opens it.
report-state =
    For a Member State: every piece of evidence about it, and how good such numbers were before.
report-reading =
    ## How to read the projections

    - **One baseline has no pace.** It says how fast the targets have to be approached, and not how fast they
    are. So a projection borrows the pace of a related count, which is not the target's indicator, or goes by
    dated evidence, state by state.
    - **A projection is a range.** It holds what comes with the probability that is named, if the pace goes on
    and the curve is right. Neither is sure.
    - **A chance is no promise.** One in ten comes true once in ten times.

    ## How to read the numbers

    - **A published per cent is an interval.** It was rounded, so that it stands for everything that rounds to
    it. That interval travels through every calculation.
    - **Unknown is not no.** Where no evidence tells a country's status, coverage lies between "all unknown
    are no" and "all unknown are yes". Nothing is filled in.
    - **Countries and children are two things.** A share of countries counts each state once; a share of
    children counts each state with the children who live there. The two are never added.
    - **A proxy is called a proxy.** Being party to a treaty is not the same as having a law.
    - **Regions are ITU's of today.** They are applied to all years.
report-try =
    ## Try this

    What if? The newer population estimates, less sure evidence, one country, the most populous states that
    are unknown. Change these cells and run them again.
