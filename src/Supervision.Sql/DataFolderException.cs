namespace Supervision.Sql;

/// <summary>The data folder cannot be used as it is; the message says why and what to do, for an operator.</summary>
public sealed class DataFolderException : UnusableDataException
{
    public DataFolderException(string message)
        : base(message)
    {
    }

    public DataFolderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
