using System.Collections.Immutable;
using System.Text;
using Supervision.Gateway.Replays;
using Supervision.Replays;

namespace Supervision.Gateway.Tests.Replays;

public sealed class A_file_of_rows
{
    [Fact]
    public async Task Has_nothing_that_a_spreadsheet_would_run_and_leaves_numbers_alone()
    {
        using var file = new MemoryStream();

        await CsvFile.Write(
            [new ReplayColumn("text", IsNumber: false), new ReplayColumn("number", IsNumber: true)],
            Parts([["=1+1", (long?)-5], ["a,\"b\"", (long?)null], [(string?)null, (long?)7]]),
            file,
            CancellationToken.None);

        Assert.Equal(
            "text,number\r\n'=1+1,-5\r\n\"a,\"\"b\"\"\",\r\n,7\r\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    private static async IAsyncEnumerable<IReadOnlyList<ImmutableArray<ReplayCell>>> Parts(
        params ImmutableArray<ReplayCell>[] rows)
    {
        await Task.CompletedTask;
        yield return rows;
    }
}
