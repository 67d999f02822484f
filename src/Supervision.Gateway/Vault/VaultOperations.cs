using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Vault;

namespace Supervision.Gateway.Vault;

/// <summary>What the document says of the vault.</summary>
internal static class VaultOperations
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static readonly QueryKey AttributeKey = new(
        "attribute", "What groups are told apart by, in kebab-case; needed.", "origin")
    {
        LengthMax = VaultAttribute.NameLengthMax,
        Pattern = VaultAttribute.NamePattern,
    };

    public static readonly QueryKey PurposeKey = new(
        "purpose", "What for; needed, and recorded.", "Yearly report on even-handedness.")
    {
        LengthMax = VaultUsed.PurposeLengthMax,
    };

    public static readonly Operation Import = new(
        "importVaultLabels", Tags.Vault, "Bring group labels into the vault",
        "CSV of two columns, `referent` and `label`; an empty label takes one away. Labels are kept in a store of "
        + "their own under a key of their own, and come out in assurance reports alone, in numbers of ten and more. "
        + "Every row that is wrong is named, and then nothing is kept. Each use is on the log before it is made.")
    {
        Access = AccessRule.People(Role.VaultKeeper),
        Load = Load.Heavy,
        Query = [AttributeKey, PurposeKey],
        Requests = [new RequestExample("text/csv", "labels", "Labels", "referent,label\nkvk:99000001,a\n")],
        Answers = [Answer.Json(200, "They are in the vault.", new VaultImportAnswer("origin", 1, 0))],
        Errors = [409, 413, 415],
    };

    public static readonly Operation ListAttributes = new(
        "listVaultAttributes", Tags.Vault, "Which attributes the vault has", "And how many referents have a label.")
    {
        Access = AccessRule.People(Role.VaultKeeper, Role.Auditor),
        Answers =
        [
            Answer.Json(200, "The attributes.", new VaultAttributeList([new VaultAttributeItem("origin", 1_310)])),
        ],
        Errors = [409],
    };

    public static readonly Operation ListUses = new(
        "listVaultUses", Tags.Vault, "Who used the vault, and what for", "The oldest first.")
    {
        Access = AccessRule.People(Role.VaultKeeper, Role.Auditor),
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of uses.", new Page<VaultUseItem>(
                [
                    new VaultUseItem(
                        Monday, VaultUse.Joined, "user:k.keeper", "Yearly report on even-handedness.", "origin", 1_310,
                        "report-7"),
                ],
                null, null)),
        ],
    };
}
