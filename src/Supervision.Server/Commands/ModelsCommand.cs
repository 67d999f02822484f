using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;
using Supervision.Sql;

namespace Supervision.Server.Commands;

/// <summary>Risk models as files, so that they live in version control: checked, imported, exported, listed.</summary>
internal static class ModelsCommand
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create() => new(
        "models", "Checks model files, and brings them into the register and out of it. What is in use people decide "
        + "over REST; docs/models.md walks through it.")
    {
        Example(), Check(), Import(), Export(), List(),
    };

    private static Command Example()
    {
        var name = new Argument<string>("name")
        {
            Description = "Which of the examples that come with the system.",
            DefaultValueFactory = _ => RiskModels.Names[0],
        };
        name.AcceptOnlyFromAmong([.. RiskModels.Names]);
        var command = new Command(
            "example",
            "Prints an example document, to begin one of your own from: it says itself that it is not for use.")
        {
            name,
        };
        command.SetAction(async (line, cancellation) =>
        {
            await using var output = Console.OpenStandardOutput();
            await Write(RiskModels.Find(line.GetRequiredValue(name))!.Canonical, output);
            await output.FlushAsync(cancellation);
        });
        return command;
    }

    private static Command Check()
    {
        var file = ModelFile();
        var command = new Command("check", "Says everything that is wrong with a model file.") { file };
        command.SetAction(line =>
        {
            var reading = Read(line.GetRequiredValue(file)).ForRegister();
            foreach (var error in reading.Errors)
                Console.WriteLine(Line("error", error));
            if (reading.Model is not { } model)
                return ExitCodes.FoundWrong;

            var today = DateOnly.FromDateTime(MachineClock.Time.GetUtcNow().UtcDateTime);
            foreach (var warning in ModelWarnings.Of(model.Document, today))
                Console.WriteLine(Line("warning", warning));
            Console.WriteLine($"{model.Identity.Id}@{model.Identity.Version} {model.Identity.Hash}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Import()
    {
        var (file, data, options) = (ModelFile(), CommonOptions.Data(), ConfigurationOptions.OfData());
        var author = new Option<string>("--author")
        {
            Description = "The account of who wrote it, such as user:j.jansen. That person can never approve it.",
            HelpName = "ACCOUNT",
            Required = true,
        };
        author.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var id }] && !Actor.IsId(id))
                result.AddError("--author takes the id of an account, such as user:j.jansen.");
        });
        var command = new Command(
            "import", "Lays down the version in a file, as a draft. The same again changes nothing. On files no server "
            + "may run meanwhile.")
        {
            file, data, author,
        };
        options.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            var reading = Read(line.GetRequiredValue(file)).ForRegister();
            if (reading.Model is not { } model)
            {
                foreach (var error in reading.Errors)
                    await Console.Error.WriteLineAsync(Line("error", error));
                return ExitCodes.FoundWrong;
            }

            await using var services = Opened(line.GetRequiredValue(data), options.Read(line));
            var by = new ModelActor(line.GetRequiredValue(author), ActorKind.Person, [Role.ModelOwner]);
            var refusal = await ModelEvents.Carry(
                services.GetRequiredService<IEventLog>(),
                register => register.Draft(model, by, "Imported from a file by whoever has the data."),
                MachineClock.Time.GetUtcNow(), cancellation);
            if (refusal is not null)
            {
                await Console.Error.WriteLineAsync(Line("refused", refusal));
                return ExitCodes.FoundWrong;
            }

            Console.WriteLine($"{model.Identity.Id}@{model.Identity.Version} {model.Identity.Hash}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Export()
    {
        var (data, options) = (CommonOptions.Data(), ConfigurationOptions.OfData());
        var to = new Argument<DirectoryInfo>("folder") { Description = "A folder a model, a file a version." };
        var command = new Command(
            "export", "Writes every document as FOLDER/ID/VERSION.json, indented; imported again it has the same hash.")
        {
            to, data,
        };
        options.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            await using var services = DataServices.OpenForReading(line.GetRequiredValue(data), options.Read(line));
            var versions = await Versions(services, cancellation);
            foreach (var version in versions)
            {
                var folder = line.GetRequiredValue(to).CreateSubdirectory(version.Name.Id);
                await using var file = File.Create(Path.Combine(folder.FullName, version.Name.Version + ".json"));
                await Write(Encoding.UTF8.GetBytes(version.Document), file);
            }

            Console.WriteLine($"{versions.Length} documents written.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command List()
    {
        var (data, options) = (CommonOptions.Data(), ConfigurationOptions.OfData());
        var command = new Command("list", "Lists every version with its stage and the hash of its document.") { data };
        options.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            await using var services = DataServices.OpenForReading(line.GetRequiredValue(data), options.Read(line));
            foreach (var version in await Versions(services, cancellation))
                Console.WriteLine(
                    $"{version.Name}  {ClosedList<ModelStage>.WordFor(version.Stage)}  {version.Hash}");
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Indented, for people and for version control; read again it has the same hash.</summary>
    private static async Task Write(ReadOnlyMemory<byte> document, Stream output)
    {
        await using (var writer = new Utf8JsonWriter(output, Indented))
            JsonElement.Parse(document.Span).WriteTo(writer);
        output.WriteByte((byte)'\n');
    }

    private static async Task<ModelVersion[]> Versions(IServiceProvider services, CancellationToken cancellation)
    {
        var reading = await ModelRegisterReading.Start.CatchUp(
            services.GetRequiredService<IEventLog>(), cancellation);
        return [.. reading.Register.Versions.Values
            .OrderBy(version => version.Name.ToString(), StringComparer.Ordinal)];
    }

    private static ServiceProvider Opened(DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration)
    {
        var services = DataServices.Build(data, configuration, MachineClock.Time, readOnly: false);
        return DataServices.Guard(() =>
        {
            services.OpenSupervisionDataAlone();
            return services;
        });
    }

    private static Argument<FileInfo> ModelFile() => new("file") { Description = "The model, as JSON." };

    private static RiskModelReading Read(FileInfo file)
    {
        if (!file.Exists)
            throw new CannotStartException($"There is no model file {file.FullName}.");

        return file.Length > RiskModel.LengthMax
            ? throw new CannotStartException($"The model file {file.FullName} is over {RiskModel.LengthMax} bytes.")
            : RiskModel.Parse(File.ReadAllBytes(file.FullName));
    }

    private static string Line(string kind, Refusal remark) =>
        $"{kind}  {(remark.Pointer is { Length: > 0 } at ? at : "(document)")}  {remark.Code}: {remark.Message}";
}
