using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Supervision.Events;

namespace Supervision.Server.Commands;

/// <summary>Options that several commands share, each written and explained once.</summary>
internal static class CommonOptions
{
    public const string UrlsDefault = "http://127.0.0.1:5080";

    public static Option<DirectoryInfo> Data()
    {
        var option = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder that holds the log, the snapshots and the cases. It is made when it is not there.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => DataFolders.Default(),
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && File.Exists(path))
                result.AddError($"--data: {Path.GetFullPath(path)} is a file, not a folder.");
        });
        return option;
    }

    public static Option<string> Urls()
    {
        var option = new Option<string>("--urls")
        {
            Description = "Where to listen; several are parted by a semicolon. Port 0 takes any free port.",
            HelpName = "URLS",
            DefaultValueFactory = _ => UrlsDefault,
        };
        option.Validators.Add(RefuseOtherThanUrls);
        return option;
    }

    public static Option<string?> Model(string? byDefault) => new("--model")
    {
        Description =
            "A risk model to try, without assurance and on this machine alone: 'example', 'example-h2', or a JSON " +
            "file. Without it, scores come from the model that the register has in use, if any.",
        HelpName = "MODEL",
        DefaultValueFactory = _ => byDefault,
    };

    public static Option<DateTimeOffset?> Clock()
    {
        var option = ClockOption();
        // The actor runtime numbers its starts by the machine's clock, and takes a later time for a newer start.
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<DateTimeOffset?>() > MachineClock.Time.GetUtcNow())
                result.AddError("--clock takes an instant that has passed.");
        });
        return option;
    }

    private static Option<DateTimeOffset?> ClockOption() => new("--clock")
    {
        Description =
            "What the clock shows at the start, in UTC (2017-10-01T00:00:00Z); it runs on from there, and begins at " +
            "the same instant again at every start. For data of long ago, so that windows are counted back from then " +
            "and not from today.",
        HelpName = "INSTANT",
        CustomParser = Instant,
    };

    /// <summary>What is already in a file is never written over: it may be all there is of it.</summary>
    public static void NeverOverwrites(Option file) => file.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: { Length: > 0 } path }] && new FileInfo(path) is { Exists: true, Length: > 0 })
            result.AddError($"{file.Name}: {Path.GetFullPath(path)} is there already. Name another, or remove it.");
    });

    /// <summary>Reads an instant with its offset; a date alone is midnight UTC.</summary>
    public static DateTimeOffset? Instant(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            return instant;

        result.AddError($"{NameOf(result)}: an instant looks like 2017-10-01T00:00:00Z.");
        return null;
    }

    /// <summary>Reads a moment with its offset, as over REST.</summary>
    public static DateTimeOffset? Moment(ArgumentResult result)
    {
        if (TryMoment(result.Tokens.Count == 1 ? result.Tokens[0].Value : "", out var moment))
            return moment;

        result.AddError(
            $"{NameOf(result)} takes a date and time with its offset from 1990 on, such as 2026-01-01T00:00:00Z.");
        return null;
    }

    /// <summary>For a validator, which may not ask for the value of what cannot be read; null when left out.</summary>
    public static bool TryMoment(OptionResult? option, out DateTimeOffset? moment)
    {
        moment = null;
        if (option?.Tokens is not [{ Value: var text }])
            return true;

        var isMoment = TryMoment(text, out var read);
        moment = read;
        return isMoment;
    }

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        Rfc3339.TryRead(Encoding.UTF8.GetBytes(text), out moment) && moment.UtcDateTime.Year >= UtcDay.First.Year;

    /// <summary>Reads a day in UTC, by itself or by a moment in it, as over REST.</summary>
    public static DateOnly? Day(ArgumentResult result)
    {
        if (UtcDay.TryRead(result.Tokens.Count == 1 ? result.Tokens[0].Value : "", out var day))
            return day;

        result.AddError($"{NameOf(result)}: {UtcDay.Takes}");
        return null;
    }

    /// <summary>For a validator, which may not ask for the value of what cannot be read; null when left out.</summary>
    public static bool TryDay(OptionResult? option, out DateOnly? day)
    {
        day = null;
        if (option?.Tokens is not [{ Value: var text }])
            return true;

        var isDay = UtcDay.TryRead(text, out var read);
        day = read;
        return isDay;
    }

    /// <summary>Reads the address of a server.</summary>
    public static Uri? Address(ArgumentResult result)
    {
        if (result.Tokens.Count == 1
            && Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https")
            return address;

        result.AddError($"{NameOf(result)}: an address looks like http://127.0.0.1:5080.");
        return null;
    }

    public static Option<int> Count(string name, string description, int byDefault, int minimum, int maximum)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} From {minimum} to {maximum}.",
            HelpName = "N",
            DefaultValueFactory = _ => byDefault,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value)
                    || value < minimum || value > maximum))
                result.AddError($"{name} takes a whole number from {minimum} to {maximum}.");
        });
        return option;
    }

    /// <summary>Several options of a command read alike, so an error says which it is of.</summary>
    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;

    private static void RefuseOtherThanUrls(OptionResult result)
    {
        foreach (var url in result.Tokens.SelectMany(token => token.Value.Split(';')))
        {
            // Kestrel takes * and + for any address, which is no URI.
            var plain = url.Replace('*', 'a').Replace('+', 'a');
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https"))
                result.AddError("--urls takes addresses such as http://127.0.0.1:5080.");
        }
    }
}
