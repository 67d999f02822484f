using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// What is asked of the stream: levels at one moment against what came of them by a later one. A score is of a whole
/// day, so each moment stands for its day in UTC.
/// </summary>
/// <param name="AsOf">Facts that happened by the end of this day make the level.</param>
/// <param name="Until">Outcomes from the day after and by the end of this one count.</param>
internal sealed record StreamQuestion(
    DateTimeOffset AsOf, DateTimeOffset Until, StreamOutcome Outcome, ImmutableArray<StreamGroup> Groups)
{
    /// <summary>How many moments are held against each other, the last of them being `asOf`.</summary>
    private const int PeriodsMax = 5;

    public const int VariedDefault = 1_000;
    public const int VariedMax = 5_000;

    /// <summary>What moved is told since this moment, before <see cref="AsOf"/>.</summary>
    public DateTimeOffset Since { get; init; } = YearBefore(AsOf);

    /// <summary>How many referents the model is tried on; 0 for none.</summary>
    public int Varied { get; init; } = VariedDefault;

    /// <summary>Evenly spread from <see cref="Since"/> to <see cref="AsOf"/>, each day once.</summary>
    public ImmutableArray<DateTimeOffset> Periods =>
    [
        .. Enumerable.Range(0, PeriodsMax).Select(i => AsOf - ((AsOf - Since) * i / (PeriodsMax - 1)))
            .DistinctBy(moment => moment.UtcDateTime.Date).Reverse(),
    ];

    /// <summary>Whether a fact had happened by the end of the day of a moment.</summary>
    public static bool IsBy(DateTimeOffset time, DateTimeOffset moment) =>
        time.UtcDateTime.Date <= moment.UtcDateTime.Date;

    /// <summary>The end of the day of the levels: what the register said by then tells groups apart.</summary>
    public DateTimeOffset RegisterAt => new(DateOnly.FromDateTime(AsOf.UtcDateTime), TimeOnly.MaxValue, TimeSpan.Zero);

    /// <summary>Whether a fact is of the time in which outcomes count.</summary>
    public bool IsLater(DateTimeOffset time) => !IsBy(time, AsOf) && IsBy(time, Until);

    /// <summary>A year before; where the calendar begins there is nothing before.</summary>
    public static DateTimeOffset YearBefore(DateTimeOffset moment) =>
        moment.Year > 1 ? moment.AddYears(-1) : DateTimeOffset.MinValue;

    public ImmutableArray<string> Attributes => [.. Groups.Select(ClosedList<StreamGroup>.WordFor)];

    /// <summary>In words, as a report names its data.</summary>
    public ImmutableArray<string> Described =>
    [
        $"as-of {AsOf.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}", $"until {Until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}",
        $"outcome {ClosedList<StreamOutcome>.WordFor(Outcome)}", $"since {Since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}",
        string.Create(CultureInfo.InvariantCulture, $"varied {Varied}"), .. Attributes,
    ];

    /// <summary>Of the question and what was read for it.</summary>
    public string Digest(byte[] read) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(
        [.. Encoding.UTF8.GetBytes(string.Join('\n', Described)), .. read]))}";

    /// <summary>Of the question and the ends of all chains: where the log ended when it was asked.</summary>
    public string Digest(ImmutableArray<LogHead> heads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', Described)));
        foreach (var head in heads.OrderBy(head => head.Partition))
            hash.AppendData(head.Chain.AsSpan());
        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}

/// <summary>What counts as an outcome.</summary>
[JsonConverter(typeof(ClosedList<StreamOutcome>))]
public enum StreamOutcome
{
    /// <summary>
    /// A completed check found a breach. Who was not checked has no outcome; the checked weigh by their inclusion
    /// probability, and checks by signal, which have none that means anything, are left out.
    /// </summary>
    Breach,

    /// <summary>A measure was imposed; everybody else had none.</summary>
    Measure,

    /// <summary>A recognition was withdrawn; everybody else kept theirs.</summary>
    Withdrawn,
}

/// <summary>What the register tells groups apart by.</summary>
[JsonConverter(typeof(ClosedList<StreamGroup>))]
public enum StreamGroup
{
    Sector,
    SizeBand,
    LegalForm,
}
