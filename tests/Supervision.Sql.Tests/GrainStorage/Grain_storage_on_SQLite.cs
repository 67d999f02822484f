namespace Supervision.Sql.Tests.GrainStorage;

public sealed class Grain_storage_on_SQLite : GrainStorageConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;

    private protected override Task<Silo> Start() => Silo.Start(options => options.DataFolder = _folder);

    private protected override void End() => Directory.Delete(_folder, recursive: true);
}
