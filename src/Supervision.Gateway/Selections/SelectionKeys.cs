using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Selections;

/// <summary>The keys of paths and queries about selection.</summary>
internal static class SelectionKeys
{
    public static readonly PathKey Selection = new(
        "id", "The id of the selection.", "selection-1", "^selection-[1-9][0-9]{0,8}$");

    public static readonly QueryKey Referent = new("referentId", "Only this referent.", "kvk:99000001")
    {
        LengthMax = 97,
        Pattern = PathKey.Referent.Pattern,
    };

    public static readonly QueryKey Drawn = new(
        "drawn", "`true` for those that were drawn alone; else everybody.", "true")
    {
        Words = ["true", "false"],
    };
}
