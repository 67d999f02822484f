using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Access;

/// <summary>What somebody reads a dossier for. Without one of these nobody reads any.</summary>
[JsonConverter(typeof(ClosedList<ReadingPurpose>))]
public enum ReadingPurpose
{
    /// <summary>Watching over a referent, and planning or doing a check.</summary>
    Supervision,

    /// <summary>Following up an escalation.</summary>
    Escalation,

    /// <summary>Looking into how others did their work.</summary>
    Audit,

    /// <summary>An objection or an appeal against a measure.</summary>
    Objection,

    /// <summary>Somebody asks what is known of them, or to put it right.</summary>
    DataSubjectRequest,

    /// <summary>Whether a model does what it should, and no more.</summary>
    ModelAssurance,
}
