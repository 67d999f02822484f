using System.CommandLine;

var root = new RootCommand("Measures what Supervision promises. Ratios within one run count; a time alone does not.");

return await root.Parse(args).InvokeAsync();
