using Supervision.Access;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway.Models;

/// <summary>Bodies that work, and the answers: one version through its life, played by the real rules.</summary>
internal static class ModelExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ModelVersionName Name = new("duties", "1.0.0");

    private static readonly ModelGrounds Grounds = new(
        "DPIA 2026-014", "IAMA 2026-003", "Aliens Act 2000, article 2a and following", new DateOnly(2026, 9, 1));

    private const string Hash = "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f";

    public static readonly ModelReasonRequest Reason = new("The reason, in words for whoever reads the history later.");

    public static readonly AssureModelRequest Assurance = new("assurance-2026-02", "All gates passed on 2025.");

    public static readonly ApproveModelRequest Approval = new(
        Grounds.Dpia, Grounds.Fria, Grounds.LegalGround, Grounds.ReviewOn, "Read with its report and documents.");

    private static readonly ModelRegister Drafted = ModelRegister.Empty.Evolve(
        new ModelDrafted(Name.Id, Name.Version, Hash, "{}", Step("user:a.owner", Role.ModelOwner, "Laid down.")), Noon);

    private static readonly ModelRegister InShadow = Drafted.Evolve(
        new ModelShadowed(Name.Id, Name.Version, Step("user:a.owner", Role.ModelOwner, "To compare.")),
        Noon.AddDays(1));

    private static readonly ModelRegister WithReport = InShadow.Evolve(
        new ModelAssured(
            Name.Id, Name.Version, Assurance.Report, Step("user:a.owner", Role.ModelOwner, Assurance.Reason)),
        Noon.AddDays(60));

    private static readonly ModelRegister ByTwo = WithReport
        .Evolve(Given("user:b.approver"), Noon.AddDays(61))
        .Evolve(Given("user:c.approver"), Noon.AddDays(62))
        .Evolve(new ModelApproved(Name.Id, Name.Version), Noon.AddDays(62));

    private static readonly ModelRegister Used = ByTwo.Evolve(
        new ModelTakenIntoUse(Name.Id, Name.Version, Step("user:b.approver", Role.Approver, "Start of the quarter.")),
        Noon.AddDays(63));

    private static readonly ModelRegister Halted = Used.Evolve(
        new ModelStopped(Name.Id, Name.Version, Step("user:d.lead", Role.TeamLead, "Too many cases of one sector.")),
        Noon.AddDays(70));

    public static readonly ModelVersionItem Item = ModelVersionItem.Of(Used.Find(Name)!, Noon);

    public static readonly ModelVersionDetails Draft = Details(Drafted);

    public static readonly ModelVersionDetails Shadow = Details(InShadow);

    public static readonly ModelVersionDetails Assured = Details(WithReport);

    public static readonly ModelVersionDetails Approved = Details(ByTwo);

    public static readonly ModelVersionDetails InUse = Details(Used);

    public static readonly ModelVersionDetails Retired = Details(Halted.Evolve(
        new ModelRetired(Name.Id, Name.Version, Step("user:a.owner", Role.ModelOwner, "Another takes its place.")),
        Noon.AddDays(80)));

    public static readonly ModelStatus Status = ModelStatus.Of(new RiskModelInUse(null, Halted.LastEnd), Halted);

    public static readonly ModelStatus Trial =
        ModelStatus.Of(new RiskModelInUse(RiskModels.ExampleH2, IsTrial: true), ModelRegister.Empty);

    public static readonly ModelCard Card = ModelCard.Of(RiskModels.ExampleH2, null, Noon);

    public static readonly ModelCheck Check = new(
        false, null,
        [
            ModelRemark.Of(new Refusal(
                "feature-unknown", "There is no such feature in the catalogue.", "/indicators/0/feature")),
            ModelRemark.Of(new Refusal(
                "bins-overlap", "This bin overlaps the one before it.", "/indicators/0/bins/1/from")),
        ],
        []);

    public static readonly ModelDifferences Differences = new(
        Name.Id, "1.0.0", "1.1.0",
        [
            ModelDifferenceItem.Of(new ModelChange(ModelPart.Points, "late-notifications", "4", "6", "100 to 249")),
            ModelDifferenceItem.Of(new ModelChange(ModelPart.Threshold, null, "40", "45", "high")),
        ]);

    private static ModelVersionDetails Details(ModelRegister register) =>
        ModelVersionDetails.Of(register.Find(Name)!, Noon);

    private static ModelApprovalGiven Given(string by) =>
        new(Name.Id, Name.Version, Grounds, Step(by, Role.Approver, Approval.Reason));

    private static ModelStep Step(string by, Role role, string reason) => new(by, [role], reason);
}
