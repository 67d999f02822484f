using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Access;

/// <summary>What somebody is here for. A role gives what its operations need and no more; see docs/access.md.</summary>
[JsonConverter(typeof(ClosedList<Role>))]
public enum Role
{
    /// <summary>Sends events and follows what became of them.</summary>
    Integrator,

    /// <summary>Reads dossiers and their risk, and can ask for follow-up.</summary>
    Supervisor,

    /// <summary>Takes escalations and brings them to an outcome.</summary>
    EscalationOfficer,

    /// <summary>Sees the work of a team, and can ask for follow-up.</summary>
    TeamLead,

    /// <summary>Drafts, replays and submits risk models, and can stop one.</summary>
    ModelOwner,

    /// <summary>Approves what another has made.</summary>
    Approver,

    /// <summary>Reads everything that was recorded, also who read what, and changes nothing.</summary>
    Auditor,

    /// <summary>Keeps the vault of protected group labels; never a model owner.</summary>
    VaultKeeper,

    /// <summary>Gives people and services their access; reads no dossiers.</summary>
    Administrator,
}
