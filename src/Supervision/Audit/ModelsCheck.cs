using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Audit;

/// <summary>Reads the models of a bundle, and whether each is the one that its name says.</summary>
internal static class ModelsCheck
{
    /// <summary>Those that are sound, by hash.</summary>
    public static (Dictionary<string, RiskModel> Models, BundleFinding Finding) Of(
        BundleArchive archive, ImmutableArray<LoggedEvent> events)
    {
        var (models, faults) = (new Dictionary<string, RiskModel>(StringComparer.Ordinal), new BundleFaults());
        foreach (var name in archive.Names)
        {
            if (!BundleFiles.TryModelHash(name, out var hash))
                continue;
            if (Read(archive, name) is { } model && model.Identity.Hash == hash)
                models.Add(hash, model);
            else
                faults.Add($"{name} is not the document that has this hash");
        }

        var drafted = 0;
        foreach (var logged in events.Where(logged => logged.Subject == ModelFactTypes.Subject))
        {
            if (Drafted(logged) is not { } draft)
                continue;

            drafted++;
            if (!models.TryGetValue(draft.Hash, out var model)
                || (model.Identity.Id, model.Identity.Version) != (draft.Model, draft.Version))
                faults.Add($"event {logged.Position} laid down a document that is not among the models");
        }

        return (
            models,
            faults.Found("models", $"{models.Count} documents have their hash; {drafted} were laid down on the log"));
    }

    private static RiskModel? Read(BundleArchive archive, string name)
    {
        try
        {
            return RiskModel.Parse(archive.Whole(name)).Model;
        }
        catch (InvalidDataException)
        {
            // What cannot be unpacked is no model; that it was changed is said of the file.
            return null;
        }
    }

    private static ModelDrafted? Drafted(LoggedEvent logged)
    {
        try
        {
            return ModelFactTypes.Read(logged.Type, logged.Data.Span) as ModelDrafted;
        }
        catch (FormatException)
        {
            return null; // Another content than the chain holds: said there.
        }
    }
}
