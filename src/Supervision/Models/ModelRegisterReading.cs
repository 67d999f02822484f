using Supervision.Log;

namespace Supervision.Models;

/// <summary>The register of models as the log has it.</summary>
public static class ModelRegisterReading
{
    public static readonly RegisterReading<ModelRegister> Start = new RegisterFold<ModelRegister>(
        ModelFactTypes.Subject,
        (register, logged) => register.Evolve(ModelFactTypes.Read(logged.Type, logged.Data.Span), logged.Time))
        .From(ModelRegister.Empty);
}
