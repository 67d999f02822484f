using Supervision.Log;

namespace Supervision.Selections;

/// <summary>The register of selections as the log has it.</summary>
public static class SelectionReading
{
    public static readonly RegisterReading<SelectionRegister> Start = new RegisterFold<SelectionRegister>(
        SelectionFactTypes.Subject,
        (register, logged) =>
            register.Evolve(SelectionFactTypes.Read(logged.Type, logged.Data.Span), logged.Time))
        .From(SelectionRegister.Empty);
}
