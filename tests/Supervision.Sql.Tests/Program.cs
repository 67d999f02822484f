using System.Globalization;
using Supervision.Sql.Tests;
using Supervision.Sql.Tests.Log;

// What tests start as a process of its own, to kill it: appends to a data folder, four callers at once, and writes a
// line for each batch once it is acknowledged.
if (args is not ["append", var folder])
    return 2;

using var services = TemporaryData.Open(folder, 4, TimeProvider.System);
var log = TemporaryData.LogOf(services);
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
var gate = new Lock();
await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
{
    for (var batch = 0; ; batch++)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{caller}-{batch}");
        await log.Append(SampleEvents.Batch(name), CancellationToken.None);
        lock (gate)
            output.WriteLine(name);
    }
})));
return 0;
