using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Supervision.Gateway.Tests.Access;

/// <summary>Tokens that are nearly those of the provider.</summary>
internal static class TamperedTokens
{
    public static readonly string[] All =
    [
        "expired", "not-yet", "other-audience", "other-issuer", "other-key", "unsigned", "unsigned-in-capitals",
        "shared-secret-of-the-public-key", "shared-secret-of-an-empty-file", "key-brought-along", "key-elsewhere",
        "payload-changed", "signature-cut", "signature-of-zeros", "of-an-id-token-type", "subject-with-space",
        "rubbish", "empty",
    ];

    public static string Make(LocalProvider provider, string how)
    {
        var good = provider.Token("p-1", ["group-supervisor"]);
        var parts = good.Split('.');
        return how switch
        {
            "expired" => provider.Token("p-1", ["group-supervisor"], age: TimeSpan.FromMinutes(11)),
            "not-yet" => provider.Token("p-1", ["group-supervisor"], age: TimeSpan.FromMinutes(-5)),
            "other-audience" => provider.Token("p-1", ["group-supervisor"], audience: "another-api"),
            "other-issuer" => provider.Token("p-1", ["group-supervisor"], issuer: "http://127.0.0.1:1/"),
            "other-key" => provider.Token("p-1", ["group-supervisor"], signing: new SigningCredentials(
                new RsaSecurityKey(RSA.Create(2048)) { KeyId = "of-tests" }, SecurityAlgorithms.RsaSha256)),
            "unsigned" => $"{Part("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            "unsigned-in-capitals" => $"{Part("""{"alg":"NoNe","typ":"at+jwt"}""")}.{parts[1]}.",
            // The key confusion: what everybody can read is taken for a secret.
            "shared-secret-of-the-public-key" => Shared(
                "of-tests", parts[1], Encoding.UTF8.GetBytes(provider.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
            // The name of the key as the path of a file that everybody knows the content of.
            "shared-secret-of-an-empty-file" => Shared("../../../../dev/null", parts[1], []),
            "key-brought-along" => Brought(parts[1]),
            "key-elsewhere" => Signed(
                """{"alg":"RS256","typ":"at+jwt","kid":"x","jku":"http://127.0.0.1:1/k","x5u":"http://127.0.0.1:1/"}""",
                parts[1]),
            "payload-changed" => $"{parts[0]}.{Part(Encoding.UTF8.GetString(
                Base64UrlEncoder.DecodeBytes(parts[1])).Replace("group-supervisor", "group-approver"))}.{parts[2]}",
            "signature-cut" => good[..^8],
            "signature-of-zeros" => $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(new byte[256])}",
            "of-an-id-token-type" => provider.Token("p-1", ["group-supervisor"], type: "id+jwt"),
            "subject-with-space" => provider.Token("p 1", ["group-supervisor"]),
            "rubbish" => "x.y.z",
            "empty" => "",
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
    }

    private static string Shared(string keyId, string payload, byte[] key)
    {
        var text = $"{Part($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{keyId}}"}""")}.{payload}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}";
    }

    // The key that checks the signature is in the token that it signs.
    private static string Brought(string payload)
    {
        using var own = RSA.Create(2048);
        var key = own.ExportParameters(false);
        var (modulus, exponent) = (Base64UrlEncoder.Encode(key.Modulus!), Base64UrlEncoder.Encode(key.Exponent!));
        return Signed(
            $$$"""{"alg":"RS256","typ":"at+jwt","jwk":{"kty":"RSA","n":"{{{modulus}}}","e":"{{{exponent}}}"}}""",
            payload, own);
    }

    private static string Signed(string header, string payload, RSA? with = null)
    {
        using var other = RSA.Create(2048);
        var text = $"{Part(header)}.{payload}";
        var signature = (with ?? other).SignData(
            Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));
}
