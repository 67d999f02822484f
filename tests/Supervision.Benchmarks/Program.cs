using System.CommandLine;
using System.Globalization;
using Supervision.Benchmarks;
using Supervision.Benchmarks.Assurance;
using Supervision.Benchmarks.Cases;
using Supervision.Benchmarks.Chaos;
using Supervision.Benchmarks.Erasing;
using Supervision.Benchmarks.Load;
using Supervision.Benchmarks.Replays;
using Supervision.Benchmarks.Selecting;
using Supervision.Benchmarks.Shadows;
using Supervision.Benchmarks.Stopping;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Measures what Supervision promises. Ratios within one run count; a time alone does not.");
root.Add(LogCommand.Create());
root.Add(GrainsCommand.Create());
root.Add(LoadCommands.Create());
root.Add(LoadCommands.Bare());
root.Add(LoadCommands.Replay());
root.Add(GrowthCommand.Create());
root.Add(FoldCommand.Create());
root.Add(ListsCommand.Create());
root.Add(ChaosCommand.Create());
root.Add(StopCommand.Create());
root.Add(CasesCommand.Create());
root.Add(SelectionCommand.Create());
root.Add(EncryptionBenchmark.Create());
root.Add(RetentionBenchmark.Create());
root.Add(KeysCommand.Create());
root.Add(ReadsCommand.Create());
root.Add(AssuranceCommands.Create());
root.Add(ShadowCommand.Create());
root.Add(BackTestCommand.Create());

return await root.Parse(args).InvokeAsync();
