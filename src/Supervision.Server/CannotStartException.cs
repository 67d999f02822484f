namespace Supervision.Server;

/// <summary>A reason not to start that the operator can mend; shown as it is, without a stack trace.</summary>
internal sealed class CannotStartException(string message, Exception? cause = null) : Exception(message, cause);
