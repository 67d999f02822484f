# Facts of 1,200 invented sponsors, half of sector G and half of sector J, as events to be sent (NDJSON).
#
# A year of facts puts three in ten of either sector at level high of the example model, so selection is even. Half of
# all are then checked by lot. In sector G most of those at level high turn out to be in breach, in sector J most of
# them do not: checks in vain fall on one sector, and only what checks find can tell.
#
#   awk -v part=facts -f two-sectors.awk > facts.ndjson         18,242 events
#   awk -v part=outcomes -f two-sectors.awk > outcomes.ndjson    1,206 events

function day(ago) {
    return strftime("%Y-%m-%d", systime() - ago * 86400, 1)
}

function event(type, ago, data) {
    printf "{\"specversion\":\"1.0\",\"source\":\"urn:example:%s\",\"id\":\"%d\",", part, ++events
    printf "\"type\":\"supervision.%s.v1\",\"subject\":\"kvk:%d\",", type, 99100000 + sponsor
    printf "\"time\":\"%sT09:00:00Z\",\"data\":{%s}}\n", day(ago), data
}

function signal(number) {
    event("signal.received", number % 2 + 4, "\"signalId\":\"s-" number "\",\"origin\":\"municipality\"," \
        "\"reliability\":\"B\",\"topic\":\"housing\"")
}

function facts(late,    i) {
    event("referent.registered", 400, "\"legalForm\":\"private-limited-company\",\"sector\":\"" sector "\"," \
        "\"sizeBand\":\"10-49\",\"foundedOn\":\"2014-05-01\"")
    event("recognition.granted", 400, "\"purpose\":\"labour\"")
    for (i = 0; i < 12; i++)
        event("duty.notified", late ? 100 : 190, "\"duty\":\"notify-other-change\",\"occurredOn\":\"" day(200) \
            "\",\"notifiedOn\":\"" day(late ? 100 : 190) "\"")
    if (!late)
        return
    for (i = 0; i < 3; i++)
        event("information.requested", 120, "\"requestId\":\"r-" i "\",\"dueOn\":\"" day(90) "\"")
    event("finance.observed", 80, "\"kind\":\"tax-arrears\",\"state\":\"present\",\"asOf\":\"" day(80) "\"")
}

function check(breach) {
    event("check.planned", 50, "\"checkId\":\"c-1\",\"channel\":\"random\"," \
        "\"inclusionProbability\":0.5,\"kind\":\"desk\"")
    event("check.completed", 20, "\"checkId\":\"c-1\",\"findings\":[{\"duty\":\"keep-records\"," \
        "\"severity\":\"minor\",\"breach\":" (breach ? "true" : "false") "}]")
}

BEGIN {
    for (sponsor = 0; sponsor < 1200; sponsor++) {
        sector = sponsor % 2 ? "J" : "G"
        place = int(sponsor / 2)        # within the sector
        high = place % 10 < 3
        if (part == "facts")
            facts(high)
        else if (int(place / 10) % 2 == 0) {
            n = seen[sector, high]++    # how many of its kind were checked before it
            check(sector == "G" ? (high ? n % 6 < 5 : n % 14 < 3) : (high ? n % 3 < 1 : n % 21 < 1))
        }

        # Sponsors below level high about whom somebody writes in: two at first, six later.
        if (place % 10 == 9 && index(part == "facts" ? ",1," : ",3,5,7,", "," int(place / 10) ","))
            signal(sponsor)
    }
}
