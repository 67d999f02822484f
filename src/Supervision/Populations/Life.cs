using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>One simulated referent while its days go by: what it is, and what the events so far made of it.</summary>
internal sealed class Life(Profile profile, Chance chance)
{
    private Chance _chance = chance;
    private int _thingsNamed;

    public Profile Profile { get; } = profile;

    /// <summary>The stream of chance that this life draws from, in the order of its own days.</summary>
    public ref Chance Chance => ref _chance;

    /// <summary>How likely each turn of its day is; set on its first day, and anew when its habits change.</summary>
    public DailyOdds? Odds { get; set; }

    public int EventsTold { get; private set; }

    public bool Recognised { get; set; }

    public bool Ended { get; set; }

    public bool UnderCheck { get; set; }

    public int Fines { get; set; }

    public int? WarnedOnDay { get; set; }

    public bool SignalWaiting { get; set; }

    /// <summary>What the risk channel of the simulated authority goes by: late notices, low wages.</summary>
    public int VisibleTrouble { get; set; }

    public int BoardChanges { get; set; }

    /// <summary>An id for an application, a stay, a check: unique in the population, telling nothing.</summary>
    public string Name(string kind) => $"{kind}-{Profile.FirstNumber + Profile.Index}-{++_thingsNamed:D5}";

    public string NextEventId() => $"{Profile.FirstNumber + Profile.Index}-{++EventsTold:D6}";
}

/// <summary>Who sends an event; (source, id) makes it one and the same.</summary>
internal static class Sources
{
    public const string Register = "urn:simulated:trade-register";
    public const string Authority = "urn:simulated:authority";
    public const string Applications = "urn:simulated:applications";
    public const string Wages = "urn:simulated:wages";
    public const string Notices = "urn:simulated:notices";
    public const string Finances = "urn:simulated:finances";
    public const string Signals = "urn:simulated:signals";

    /// <summary>The source that tells this kind of fact.</summary>
    public static string Of(Fact fact) => fact switch
    {
        ReferentRegistered or ReferentRegistryChanged => Register,
        ApplicationSubmitted or ApplicationDecided or StayStarted or StayEnded => Applications,
        PayrollObserved => Wages,
        DutyNotified or InformationReceived => Notices,
        FinanceObserved => Finances,
        SignalReceived => Signals,
        _ => Authority,
    };
}
