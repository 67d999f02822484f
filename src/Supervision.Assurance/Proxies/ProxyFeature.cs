namespace Supervision.Assurance.Proxies;

/// <summary>A feature against protected groups: rows are its bins, columns are groups, cells are cases.</summary>
public readonly record struct ProxyFeature(string Name, long[,] Table, bool IsOrdered);
