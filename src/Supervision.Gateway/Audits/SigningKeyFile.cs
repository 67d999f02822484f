using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Supervision.Audit;

namespace Supervision.Gateway.Audits;

/// <summary>
/// The keys that bundles are signed with, as PEM in one text file: the private key that signs now, then the public keys
/// of those that did before, the latest first. Read whenever it is needed, so that a rotation needs no new start.
/// </summary>
public sealed class SigningKeyFile(string path)
{
    private const string Private = "PRIVATE KEY";
    private const string Public = "PUBLIC KEY";
    private const int KeysMax = 100;
    private const int BytesMax = 64 * 1024;

    private const string Remarks =
        "The signing key of audit bundles. Whoever has the private key can sign what this server never said.\n"
        + "The public keys below it signed before.\n";

    private readonly string _path = Path.GetFullPath(path);

    /// <summary>Beside the data folder and not in it, so that a copy of the data is none of the key.</summary>
    public static string DefaultPath(string dataFolder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder)) + ".signing.pem";

    /// <summary>Makes the file when it is not there.</summary>
    /// <exception cref="UnusableSigningKeyException">It cannot be made, read or used.</exception>
    public SigningKeys Open()
    {
        if (!File.Exists(_path))
        {
            using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Write(first, [], isFirst: true);
        }

        return Read();
    }

    /// <summary>A new key signs from now on; the public key of the one before stays.</summary>
    /// <exception cref="UnusableSigningKeyException">It cannot be read or written.</exception>
    public SigningKeys Rotate()
    {
        using var before = Open();
        if (before.Earlier.Length >= KeysMax - 1)
            throw new UnusableSigningKeyException($"{_path} has as many keys as it may: {KeysMax}.");

        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(next, [before.PublicKey, .. before.Earlier], isFirst: false);
        return Read();
    }

    private SigningKeys Read()
    {
        try
        {
            if (new FileInfo(_path).Length > BytesMax)
                throw Wrong("it is too long", null);

            ECDsa? current = null;
            var earlier = ImmutableArray.CreateBuilder<byte[]>();
            var text = File.ReadAllText(_path, Encoding.ASCII).AsSpan();
            while (PemEncoding.TryFind(text, out var fields))
            {
                var label = text[fields.Label];
                var bytes = Convert.FromBase64String(text[fields.Base64Data].ToString());
                if (label.SequenceEqual(Private) && current is null)
                    (current = ECDsa.Create()).ImportPkcs8PrivateKey(bytes, out _);
                else if (label.SequenceEqual(Public) && BundleSignature.IsKey(bytes))
                    earlier.Add(bytes);
                else
                    throw Wrong($"it holds something else than one {Private} and some {Public}", null);
                text = text[fields.Location.End..];
            }

            return current is not null && BundleSignature.IsKey(current.ExportSubjectPublicKeyInfo())
                ? new SigningKeys(current, earlier.DrainToImmutable())
                : throw Wrong($"it has no {Private} of P-256", null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException
            or CryptographicException)
        {
            throw Wrong(failure.Message, failure);
        }
    }

    /// <summary>Whole or not at all, and for its owner alone. Of two that make the first one, one wins.</summary>
    private void Write(ECDsa current, ImmutableArray<byte[]> earlier, bool isFirst)
    {
        var next = $"{_path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.new";
        var text = new StringBuilder(Remarks).Append(current.ExportPkcs8PrivateKeyPem()).Append('\n');
        foreach (var key in earlier)
            text.Append(PemEncoding.WriteString(Public, key)).Append('\n');
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var settings = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(next, settings))
            {
                file.Write(Encoding.ASCII.GetBytes(text.ToString()));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: !isFirst);
        }
        catch (IOException) when (isFirst && File.Exists(_path))
        {
            File.Delete(next); // Another process was first, and its key is as good.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong(failure.Message, failure);
        }
    }

    private UnusableSigningKeyException Wrong(string because, Exception? cause) => new(
        $"The signing key of audit bundles, {_path}, cannot be used: {because}. Put it right, or name another file by "
        + $"{AuditOptions.Section}:{nameof(AuditOptions.KeyFile)}.",
        cause);
}

/// <summary>The keys as they are at a moment.</summary>
/// <param name="Current">Signs.</param>
/// <param name="Earlier">Public keys of what signed before, the latest first.</param>
public sealed record SigningKeys(ECDsa Current, ImmutableArray<byte[]> Earlier) : IDisposable
{
    public byte[] PublicKey => Current.ExportSubjectPublicKeyInfo();

    public void Dispose() => Current.Dispose();
}

/// <summary>There is nothing to sign with; the message is for whoever operates this.</summary>
public sealed class UnusableSigningKeyException(string message, Exception? cause = null) : Exception(message, cause);
