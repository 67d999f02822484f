using Supervision.Access.Keys;

namespace Supervision.Server;

/// <summary>Reads the key of a sender from a file, which keeps it out of the list of processes.</summary>
internal static class SenderKeys
{
    private const int BytesMax = 4_096;

    /// <exception cref="CannotStartException">There is no such file, or no key in it.</exception>
    public static string Read(FileInfo file)
    {
        if (!file.Exists || file.Length > BytesMax)
            throw new CannotStartException($"--key-file: {file.FullName} is not there, or is no file with a key.");

        var text = DataServices.Guard(() => File.ReadAllText(file.FullName)).Trim();
        // What is in it is not repeated: it may be another secret.
        return KeyText.TryRead(text, out _, out _)
            ? text
            : throw new CannotStartException($"--key-file: {file.FullName} holds no key, as in svk_id_secret.");
    }
}
