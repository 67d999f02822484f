using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Tests.Events;

public sealed class Accepting_an_event
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly CloudEventReader Reader = new(EventLimits.Default, 16);

    public static TheoryData<string> TypesFromOutside =>
        [.. FactTypes.All.Where(type => !type.IsOwn).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(TypesFromOutside))]
    public void Takes_the_example_of_every_type(string name)
    {
        var type = FactTypes.Find(name)!;
        var example = EventExamples.Of(type);

        var read = Accept(example);

        Assert.Equal(type.Name, read.Type);
        Assert.Equal(FactTypes.Write(EventExamples.FactOf(type)), read.Data.ToArray());
        Assert.Equal(SHA256.HashData(example), read.Digest.ToArray());
        Assert.Equal(Partitions.Of(read.Subject, 16), read.Partition);
        Assert.Equal(CanonicalEvent.TargetOf(EventExamples.FactOf(type)), read.Target);
    }

    [Fact]
    public void Keeps_the_moment_in_utc_and_to_the_microsecond()
    {
        var read = Accept(Encoding.UTF8.GetBytes(Stay("2026-03-02T00:30:00.123456789+01:00")));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero).AddTicks(1_234_560), read.Time);
        Assert.Equal(TimeSpan.Zero, read.Time.Offset);
    }

    [Theory]
    [InlineData("2026-03-02T09:30:00Z", "2026-03-02T10:30:00+01:00")]
    [InlineData("2026-03-02T09:30:00Z", "2026-03-02t09:30:00.000z")]
    [InlineData("2026-03-02T09:30:00.5Z", "2026-03-02T09:30:00.500000-00:00")]
    public void Gives_one_digest_for_one_moment(string one, string other) =>
        Assert.Equal(
            Accept(Encoding.UTF8.GetBytes(Stay(one))).Digest.ToArray(),
            Accept(Encoding.UTF8.GetBytes(Stay(other))).Digest.ToArray());

    [Fact]
    public void Takes_a_time_that_a_fast_clock_may_give() =>
        Accept(Encoding.UTF8.GetBytes(Stay("2026-11-23T12:05:00Z")));

    [Fact]
    public void Takes_the_optional_attributes_and_null_for_their_absence()
    {
        var json = """
            {"datacontenttype":"application/json","dataschema":"/v1/event-types/supervision.duty.notified.v1",
            "data":{"duty":"care","occurredOn":"2026-01-01","notifiedOn":"2026-01-02"},"time":"2026-03-02T09:30:00Z",
            "id":"\u0031","specversion":"1.0","subject":"h2:acme-farms-tx","source":"/permits?x=%20",
            "type":"supervision.duty.notified.v1"}
            """;
        var read = Accept(Encoding.UTF8.GetBytes(json));
        Assert.Equal(new EventKey("/permits?x=%20", "1"), read.Key);

        var nulls = json.Replace("\"application/json\"", "null", StringComparison.Ordinal)
            .Replace("\"/v1/event-types/supervision.duty.notified.v1\"", "null", StringComparison.Ordinal);
        Assert.Equal(read.Digest.ToArray(), Accept(Encoding.UTF8.GetBytes(nulls)).Digest.ToArray());
    }

    [Fact]
    public void Gives_the_same_bytes_for_any_order_white_space_and_escaping() =>
        Gen.Select(Gen.OneOfConst([.. FactTypes.All.Where(type => !type.IsOwn)]), Gen.Int[0, int.MaxValue])
            .Sample(
                (type, seed) =>
                {
                    var canonical = EventExamples.Of(type);
                    var untidy = Untidy(canonical, seed);

                    var one = Accept(canonical);
                    var other = Accept(untidy);

                    Assert.Equal(one.Data.ToArray(), other.Data.ToArray());
                    Assert.Equal(one.Digest.ToArray(), other.Digest.ToArray());
                    Assert.Equal(canonical, CanonicalJson.Of(untidy));
                    Assert.Equal(
                        canonical,
                        CanonicalEvent.Write(other.Type, other.Key, other.Subject, other.Time, other.Data.Span));
                    Assert.Equal(one.Data.ToArray(), FactTypes.Write(FactTypes.Read(other.Type, other.Data.Span)));
                },
                iter: 2_000);

    [Fact]
    public void Can_always_be_read_back_as_the_fact_it_tells() =>
        Gen.Select(Gen.OneOfConst([.. FactTypes.All.Where(type => !type.IsOwn)]), Gen.Int[0, int.MaxValue])
            .Sample(
                (type, seed) =>
                {
                    // One octet of a good event is changed: mostly refused, but never believed without being readable.
                    var random = new Random(seed);
                    var json = EventExamples.Of(type);
                    json[random.Next(json.Length)] = (byte)random.Next(' ', 127);
                    if (Reader.Read(json, Now).Event is not { } read)
                        return;

                    Assert.Equal(read.Data.ToArray(), FactTypes.Write(FactTypes.Read(read.Type, read.Data.Span)));
                },
                iter: 5_000);

    private static NewEvent Accept(byte[] json)
    {
        var reading = Reader.Read(json, Now);
        Assert.Empty(reading.Refusals);
        return reading.Event!;
    }

    private static string Stay(string time) =>
        $$$"""
        {"specversion":"1.0","type":"supervision.stay.started.v1","source":"urn:example:permits","id":"1",
        "subject":"kvk:99000017","time":"{{{time}}}","data":{"stayId":"s","on":"2026-03-02"}}
        """;

    private static byte[] Untidy(byte[] json, int seed)
    {
        var random = new Random(seed);
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder();
        Write(document.RootElement);
        return Encoding.UTF8.GetBytes(text.ToString());

        void Write(JsonElement element)
        {
            Space();
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    var members = element.EnumerateObject().ToArray();
                    random.Shuffle(members);
                    text.Append('{');
                    for (var index = 0; index < members.Length; index++)
                    {
                        text.Append(index == 0 ? "" : ",");
                        Space();
                        text.Append(Quote(members[index].Name));
                        Space();
                        text.Append(':');
                        Write(members[index].Value);
                    }

                    text.Append('}');
                    break;
                case JsonValueKind.Array:
                    text.Append('[').AppendJoin(',', element.EnumerateArray()).Append(']');
                    break;
                case JsonValueKind.String:
                    text.Append(Quote(element.GetString()!));
                    break;
                default:
                    text.Append(element.GetRawText());
                    break;
            }

            Space();
        }

        void Space() => text.Append(" \t\r\n", 0, random.Next(5));

        string Quote(string plain) =>
            "\"" + string.Concat(plain.Select(Escape)) + "\"";

        string Escape(char plain) =>
            random.Next(8) == 0 || plain is '"' or '\\' ? $"\\u{(int)plain:X4}" : plain.ToString();
    }
}
