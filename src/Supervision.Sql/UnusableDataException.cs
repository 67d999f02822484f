namespace Supervision.Sql;

/// <summary>The data cannot be used as they are; the message says why and what to do, for an operator.</summary>
public class UnusableDataException : Exception
{
    public UnusableDataException(string message)
        : base(message)
    {
    }

    public UnusableDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
