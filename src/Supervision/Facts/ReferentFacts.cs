using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>An organisation became known, or its register data were sent again; the latest by time holds.</summary>
/// <param name="DisplayName">The organisation's name: used to find it, never to score it.</param>
public sealed record ReferentRegistered(
    LegalForm LegalForm,
    Sector Sector,
    SizeBand SizeBand,
    [property: Range(typeof(DateOnly), "1000-01-01", "2200-01-01")] DateOnly FoundedOn,
    [property: StringLength(200, MinimumLength = 1)] string? DisplayName = null) : Fact;

/// <summary>The Trade Register changed.</summary>
public sealed record ReferentRegistryChanged(RegistryChange Change, DateOnly EffectiveOn) : Fact;

[JsonConverter(typeof(ClosedList<LegalForm>))]
public enum LegalForm
{
    PrivateLimitedCompany,
    PublicLimitedCompany,
    Foundation,
    Association,
    Cooperative,
    SoleProprietorship,
    GeneralPartnership,
    LimitedPartnership,
    ProfessionalPartnership,
    PublicBody,
    ReligiousOrganisation,
    ForeignEntity,
    Other,
}

/// <summary>The section letter of the Dutch industry classification (SBI, the Dutch form of NACE).</summary>
[JsonConverter(typeof(ClosedList<Sector>))]
public enum Sector
{
    [JsonStringEnumMemberName("A")] A,
    [JsonStringEnumMemberName("B")] B,
    [JsonStringEnumMemberName("C")] C,
    [JsonStringEnumMemberName("D")] D,
    [JsonStringEnumMemberName("E")] E,
    [JsonStringEnumMemberName("F")] F,
    [JsonStringEnumMemberName("G")] G,
    [JsonStringEnumMemberName("H")] H,
    [JsonStringEnumMemberName("I")] I,
    [JsonStringEnumMemberName("J")] J,
    [JsonStringEnumMemberName("K")] K,
    [JsonStringEnumMemberName("L")] L,
    [JsonStringEnumMemberName("M")] M,
    [JsonStringEnumMemberName("N")] N,
    [JsonStringEnumMemberName("O")] O,
    [JsonStringEnumMemberName("P")] P,
    [JsonStringEnumMemberName("Q")] Q,
    [JsonStringEnumMemberName("R")] R,
    [JsonStringEnumMemberName("S")] S,
    [JsonStringEnumMemberName("T")] T,
    [JsonStringEnumMemberName("U")] U,
    [JsonStringEnumMemberName("V")] V,
}

/// <summary>How many people work there.</summary>
[JsonConverter(typeof(ClosedList<SizeBand>))]
public enum SizeBand
{
    [JsonStringEnumMemberName("1")] One,
    [JsonStringEnumMemberName("2-9")] From2To9,
    [JsonStringEnumMemberName("10-49")] From10To49,
    [JsonStringEnumMemberName("50-249")] From50To249,
    [JsonStringEnumMemberName("250-plus")] From250,
}

[JsonConverter(typeof(ClosedList<RegistryChange>))]
public enum RegistryChange
{
    Address,
    LegalForm,
    Object,
    BoardSize,
    Insolvency,
    Deregistered,
}
