namespace Supervision.Sql.ReadModel;

/// <summary>The row that a query stands on, whichever database gave it. Columns count from 0.</summary>
internal interface IRow
{
    bool IsNull(int column);

    int Int(int column);

    long Long(int column);

    string Text(int column);

    string? TextOrNull(int column);
}
