using System.Text.Json;

namespace Supervision.Assurance.Verdicts;

/// <summary>
/// The members of one object of a gate document; what is missing, wrong or unknown is noted with its place.
/// </summary>
internal readonly struct GateMembers
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly List<GateProblem> _problems;

    private GateMembers(JsonElement element, string path, List<GateProblem> problems) =>
        (_object, _path, _problems) = (element, path, problems);

    public static GateMembers Of(JsonElement element, string path, string[] known, List<GateProblem> problems)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new GateProblem(path, "This is not an object."));
            return new GateMembers(default, path, problems);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                problems.Add(new GateProblem($"{path}/{member.Name}", "There is no such member."));

            if (!seen.Add(member.Name))
                problems.Add(new GateProblem($"{path}/{member.Name}", "The member is there twice."));
        }

        return new GateMembers(element, path, problems);
    }

    public string Text(string name, int longest)
    {
        if (Required(name, JsonValueKind.String, "a text") is not { } value)
            return string.Empty;

        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
            Note(name, "The text is empty.");
        else if (text.Length > longest)
            Note(name, $"The text is longer than {longest}.");

        return text;
    }

    public int Whole(string name, int least, int most)
    {
        if (Required(name, JsonValueKind.Number, "a number") is not { } value)
            return least;

        if (value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;

        Note(name, $"A whole number from {least} to {most} is needed.");
        return least;
    }

    public double Between(string name, double least, double most)
    {
        if (Required(name, JsonValueKind.Number, "a number") is not { } value)
            return least;

        if (value.TryGetDouble(out var number) && number >= least && number <= most)
            return number;

        Note(name, FormattableString.Invariant($"A number from {least} to {most} is needed."));
        return least;
    }

    public double? Number(string name)
    {
        if (_object.ValueKind != JsonValueKind.Object || !_object.TryGetProperty(name, out var value))
            return null;

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;

        Note(name, "A number is needed.");
        return null;
    }

    public bool Truth(string name)
    {
        if (_object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return _object.GetProperty(name).GetBoolean();
        }

        Note(name, "True or false is needed.");
        return false;
    }

    public IEnumerable<(JsonElement Element, string Path)> Items(string name, int most)
    {
        if (Required(name, JsonValueKind.Array, "a list") is not { } list)
            return [];

        if (list.GetArrayLength() == 0)
            Note(name, "At least one is needed.");

        if (list.GetArrayLength() > most)
            Note(name, $"At most {most} are allowed.");

        var path = _path;
        return [.. list.EnumerateArray().Take(most).Select((element, i) => (element, $"{path}/{name}/{i}"))];
    }

    private JsonElement? Required(string name, JsonValueKind kind, string what)
    {
        if (_object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out var value)
            && value.ValueKind == kind)
        {
            return value;
        }

        Note(name, $"It is needed, as {what}.");
        return null;
    }

    private void Note(string name, string message) => _problems.Add(new GateProblem($"{_path}/{name}", message));
}
