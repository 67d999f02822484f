using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Access.Unusual;

/// <summary>Why reading is unusual. It is a question to ask somebody, and no verdict.</summary>
[JsonConverter(typeof(ClosedList<UnusualReason>))]
public enum UnusualReason
{
    /// <summary>More readings in one window than anybody needs.</summary>
    VolumeLimit,

    /// <summary>Many more in one window than this actor has had in windows before.</summary>
    VolumeBaseline,

    /// <summary>A person read outside working hours.</summary>
    OffHours,

    /// <summary>For a case, or in a role that is for cases alone, while there was none.</summary>
    NoOpenCase,
}
