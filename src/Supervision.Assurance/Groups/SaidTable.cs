namespace Supervision.Assurance.Groups;

/// <summary>Which cells and totals of a table may be said; false where one must stay unsaid.</summary>
public sealed class SaidTable
{
    private readonly bool[,] _hidden;

    internal SaidTable(bool[,] hidden) => _hidden = hidden;

    private int Rows => _hidden.GetLength(0) - 1;

    private int Columns => _hidden.GetLength(1) - 1;

    public bool Cell(int row, int column) => !_hidden[row, column];

    public bool RowTotal(int row) => !_hidden[row, Columns];

    public bool ColumnTotal(int column) => !_hidden[Rows, column];

    public bool Total() => !_hidden[Rows, Columns];
}
