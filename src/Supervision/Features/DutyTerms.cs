using Supervision.Facts;

namespace Supervision.Features;

/// <summary>Within how many days of a change it must be notified, by duty and date.</summary>
public static class DutyTerms
{
    private const int FourWeeks = 28;
    private const int TwoWeeks = 14;

    /// <summary>In force from a day on; the first row goes back to before the system's floor.</summary>
    private static readonly (DateOnly From, int General, int RecordsAddress)[] InForce =
        [(DateOnly.MinValue, FourWeeks, TwoWeeks)];

    /// <summary>The term, or null when the duty is not one to notify.</summary>
    public static int? Days(Duty duty, DateOnly occurredOn)
    {
        var row = InForce[0];
        foreach (var next in InForce)
        {
            if (next.From <= occurredOn)
                row = next;
        }

        return duty switch
        {
            Duty.NotifyRecordsAddress => row.RecordsAddress,
            Duty.KeepRecords or Duty.Care => null,
            _ => row.General,
        };
    }
}
