using System.CommandLine;
using Supervision.Benchmarks;

var root = new RootCommand("Measures what Supervision promises. Ratios within one run count; a time alone does not.");
root.Add(LogCommand.Create());

return await root.Parse(args).InvokeAsync();
