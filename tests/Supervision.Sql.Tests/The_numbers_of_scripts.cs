using System.Globalization;

namespace Supervision.Sql.Tests;

public sealed class The_numbers_of_scripts
{
    /// <summary>Two scripts with one number stop every new database, and merging them shows no conflict.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("accounts/")]
    [InlineData("grains/")]
    [InlineData("postgres/")]
    [InlineData("vault/")]
    [InlineData("vault-postgres/")]
    public void Are_given_once_and_without_gaps(string folder)
    {
        var numbers = typeof(SqlOptions).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && !name[folder.Length..].Contains('/'))
            .Select(name => int.Parse(name.AsSpan(folder.Length, 4), CultureInfo.InvariantCulture))
            .Order().ToList();

        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }
}
