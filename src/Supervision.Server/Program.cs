using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Supervision.Server;
using Supervision.Server.Commands;

var root = new RootCommand(
    "Supervision: watches recognised referents from a stream of events, with live risk and human follow-up. " +
    "Exit codes: 0 done; 1 it ran and found something wrong; 2 the command line; 3 it could not start.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    ImportCommand.Create(),
    SimulateCommand.Create(),
    BackupCommand.Create(),
    MigrateCommand.Create(),
    VerifyLogCommand.Create(),
    VerifyFilesCommand.Create(),
    VerifyBundleCommand.Create(),
    AuditKeyCommand.Create(),
    ExportRiskCommand.Create(),
    HindsightCommand.Create(),
    AuditBundleCommand.Create(),
    ReproduceCommand.Create(),
    RedrawCommand.Create(),
    RebuildReadModelCommand.Create(),
    SetUpLinkCommand.Create(),
    EncryptionCommand.Create(),
    KeysCommand.Create(),
    RetentionCommand.Create(),
    DossierCommand.Create(),
    ModelsCommand.Create(),
};

var line = root.Parse(args);
if (line.Action is ParseErrorAction)
{
    await Console.Error.WriteLineAsync(string.Join(' ', line.Errors.Select(error => error.Message)));
    await Console.Error.WriteLineAsync("See --help.");
    return ExitCodes.Usage;
}

try
{
    // The host itself ends on Ctrl-C and SIGTERM, and takes the time it needs.
    var code = await line.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    });
    return line.Errors.Count > 0 ? ExitCodes.Usage : code;
}
catch (CannotStartException reason)
{
    await Console.Error.WriteLineAsync(reason.Message);
    return ExitCodes.CannotStart;
}
catch (OptionsValidationException reason)
{
    // Each failure begins with the name of its option.
    await Console.Error.WriteLineAsync($"Cannot start, an option is wrong. {string.Join(' ', reason.Failures)}");
    return ExitCodes.CannotStart;
}
catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or DbException)
{
    // A file that is not there, not allowed or damaged: the operator can mend it, a trace would not help.
    await Console.Error.WriteLineAsync($"Stopped: {reason.Message}");
    return ExitCodes.CannotStart;
}
