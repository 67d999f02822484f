using System.Text;

namespace Supervision.Tests.Escalations.Casework;

internal static class FactText
{
    public static string AsText(this byte[] json) => Encoding.UTF8.GetString(json);
}
