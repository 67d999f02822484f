using System.Security.Cryptography;
using System.Text;
using Supervision.Referents;

namespace Supervision.Gateway.Imports;

/// <summary>Makes the value of a referent id out of a name as someone spelled it.</summary>
internal sealed class NameFolding(Folding rule)
{
    private const int HashLength = 16;

    // Letters with marks, and the letters that they are without; what is not here is no letter to us.
    private const string Marked =
        "àáâãäåāăąçćčďèéêëēėęěìíîïīįłñńňòóôõöøōőŕřśşšťţùúûüūůűųýÿźżžğ";
    private const string Plain =
        "aaaaaaaaacccdeeeeeeeeiiiiiilnnnoooooooorrsssttuuuuuuuuyyzzzg";

    private readonly HashSet<string> _dropLast = [.. rule.DropLast];
    private readonly HashSet<string> _dropFirst = [.. rule.DropFirst];

    /// <summary>The folded name; empty when nothing of it remains.</summary>
    public string Fold(string name)
    {
        var lower = name.ToLowerInvariant();
        foreach (var (text, by) in rule.Replace)
            lower = lower.Replace(text, by, StringComparison.Ordinal);

        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var character in lower)
        {
            if (rule.Remove.Contains(character))
                continue;

            if (Letter(character) is { } letter)
                word.Append(letter);
            else
                EndWord();
        }

        EndWord();
        while (words.Count > 1 && _dropLast.Contains(words[^1]))
            words.RemoveAt(words.Count - 1);
        while (words.Count > 1 && _dropFirst.Contains(words[0]))
            words.RemoveAt(0);

        return Fit(string.Join('-', words));

        void EndWord()
        {
            if (word.Length > 0)
                words.Add(word.ToString());

            word.Clear();
        }
    }

    private static char? Letter(char character)
    {
        if (character is >= 'a' and <= 'z' or >= '0' and <= '9')
            return character;

        var place = Marked.IndexOf(character);
        return place < 0 ? null : Plain[place];
    }

    // Too long for an id: its start, and a hash of all of it, so that two long names stay two.
    private static string Fit(string folded)
    {
        if (folded.Length <= ReferentId.ValueLengthMax)
            return folded;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)))[..HashLength];
        return $"{folded[..(ReferentId.ValueLengthMax - HashLength - 1)]}-{hash}";
    }
}
