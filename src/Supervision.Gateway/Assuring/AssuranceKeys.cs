using System.Collections.Immutable;
using System.Globalization;
using Supervision.AssuranceReports;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Letters;
using Supervision.Models;

namespace Supervision.Gateway.Assuring;

/// <summary>The keys of paths and queries about assurance.</summary>
internal static class AssuranceKeys
{
    public const int RoundsDefault = 1_000;

    // Beyond this a JSON number does not hold every whole number.
    private const long SeedMax = (1L << 53) - 1;

    public static readonly PathKey Report = new(
        "id", "The id of the report.", "report-1", "^report-[1-9][0-9]{0,8}$");

    public static readonly PathKey GateVersion = new(
        "version", "The version of the gates, a whole number from 1.", "1", "^[1-9][0-9]{0,8}$");

    public static readonly QueryKey Title = new("title", "What the report is called; needed.", "Duties on 2025")
    {
        LengthMax = AssuranceRegister.TitleLengthMax,
    };

    public static readonly QueryKey Purpose = new("purpose", "What it is made for; needed.", "Before approval.")
    {
        LengthMax = AssuranceRegister.ReasonLengthMax,
    };

    public static readonly QueryKey Model = new(
        "model", "The id of the model of this register that it is about; with version. Left out for another's.",
        "duties")
    {
        LengthMax = ModelVersionName.IdLengthMax,
        Pattern = ModelVersionName.IdPattern,
    };

    public static readonly QueryKey Version = new("version", "The version of that model.", "1.0.0")
    {
        LengthMax = ModelVersionName.VersionLengthMax,
        Pattern = ModelVersionName.VersionPattern,
    };

    public static readonly QueryKey Threshold = new(
        "threshold", "From which score, or probability, on a case counts as selected.", "40")
    {
        LengthMax = 20,
        Pattern = "^-?[0-9]+(\\.[0-9]+)?$",
    };

    public static readonly QueryKey References = new(
        "references", "Groups that others are held against, as `attribute=group`, commas between; else the largest.",
        "sector=J")
    {
        LengthMax = 2_000,
    };

    public static readonly QueryKey Rounds = new("rounds", "Rounds of each bootstrap.", "200")
    {
        Format = "int32",
        Minimum = Supervision.Assurance.Limits.BootstrapRoundsLeast,
        Maximum = 5_000,
        Default = RoundsDefault.ToString(CultureInfo.InvariantCulture),
    };

    public static readonly QueryKey Seed = new("seed", "From which chance is drawn; the same gives the same.", "1")
    {
        Format = "int64",
        Minimum = 0,
        Maximum = SeedMax,
        Default = "1",
    };

    public static readonly QueryKey Confidence = new("confidence", "Of intervals, in per cent.", "95")
    {
        Format = "int32",
        Minimum = 80,
        Maximum = 99,
        Default = "95",
    };

    public static readonly QueryKey Vault = new(
        "vault", "Attributes of the vault to join by the column `referent`, commas between; for vault keepers.", "")
    {
        LengthMax = 1_000,
    };

    public static readonly QueryKey AsOf = QueryKey.OfInstant(
        "asOf", "Levels by what happened by the end of the day of this moment, in UTC; needed.");

    public static readonly QueryKey Until = QueryKey.OfInstant(
        "until", "Outcomes from the day after `asOf` to the end of this day; up to now when left out.") with
    { Example = "2026-06-01T00:00:00Z" };

    public static readonly QueryKey Since = QueryKey.OfInstant(
        "since", "What moved is told since this day; a year before `asOf` when left out.") with
    { Example = "2025-06-01T00:00:00Z" };

    public static readonly QueryKey Varied = new(
        "varied", "On how many referents, by lot, the model is tried; 0 for none.", "500")
    {
        Format = "int32",
        Minimum = 0,
        Maximum = StreamQuestion.VariedMax,
        Default = StreamQuestion.VariedDefault.ToString(CultureInfo.InvariantCulture),
    };

    public static readonly QueryKey Outcome = QueryKey.OfWords<StreamOutcome>(
        "outcome", "What counts as an outcome.", "breach") with
    { Default = "breach" };

    public static readonly QueryKey Groups = new(
        "groups", "What the register tells groups apart by: `sector`, `size-band`, `legal-form`, commas between.",
        "sector,size-band");

    public static readonly QueryKey Language = QueryKey.OfWords<LetterLanguage>(
        "language", "The language of the page; when missing that of `Accept-Language`, else Dutch.", "nl");

    public static readonly QueryKey Form = new(
        "format", "`page` is a page to read and print; it goes before `Accept`.", "json")
    {
        Words = ["json", "page"],
    };

    public static readonly ImmutableArray<QueryKey> OfStream =
        [Title, Purpose, Model, Version, AsOf, Until, Since, Outcome, Groups, Varied, Vault, Rounds, Seed, Confidence];

    public static readonly ImmutableArray<QueryKey> OfTable =
        [Title, Purpose, Model, Version, Threshold, References, Vault, Rounds, Seed, Confidence];
}
