using Supervision.Log;

namespace Supervision.Inboxes;

/// <summary>The register of teams as the log has it, without what was erased.</summary>
public static class InboxReading
{
    public static readonly RegisterReading<InboxRegister> Start = new RegisterFold<InboxRegister>(
        InboxFacts.Subject,
        (register, logged) => logged.Data.IsEmpty
            ? register
            : register.Evolve(InboxFacts.Read(logged.Type, logged.Data.Span)))
        .From(InboxRegister.Empty);
}
