namespace Supervision.Gateway.Tests.Imports;

/// <summary>A fact about the published H-2 files, which are no part of the project and may not be at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class H2FactAttribute : FactAttribute
{
    public H2FactAttribute()
    {
        if (!Directory.Exists(SharedFiles.H2))
            Skip = "The H-2 files are not in ../shared/data/h2 beside the project, nor where H2_DATA says.";
    }
}
