using Supervision.Sql;

namespace Supervision.Server;

/// <summary>Where the data are when the command line does not say.</summary>
internal static class DataFolders
{
    /// <summary>
    /// <c>data</c> beside the solution when the program runs from its source tree, else under the current folder.
    /// </summary>
    public static DirectoryInfo Default()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Supervision.sln")))
                return new DirectoryInfo(Path.Combine(folder.FullName, "data"));
        }

        return new DirectoryInfo(Path.Combine(Directory.GetCurrentDirectory(), "data"));
    }

    /// <summary>Opens the folder now, so that what is wrong with it is said before anything starts.</summary>
    public static void Open(IServiceProvider services) => DataServices.Guard(() =>
    {
        services.OpenSupervisionData();
        return true;
    });

    /// <summary>The folder of a command that only reads; it must be there.</summary>
    public static DirectoryInfo Existing(DirectoryInfo folder) =>
        folder.Exists ? folder : throw new CannotStartException($"There is no data folder {folder.FullName}.");
}
