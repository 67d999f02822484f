namespace Supervision.Gateway.Access;

/// <summary>How much of dossiers an operation shows, and so what the read log says of it.</summary>
internal enum DossierReading
{
    /// <summary>Nothing of any referent.</summary>
    None,

    /// <summary>One dossier, named in the path.</summary>
    One,

    /// <summary>A little of many, as a list does.</summary>
    Several,
}
