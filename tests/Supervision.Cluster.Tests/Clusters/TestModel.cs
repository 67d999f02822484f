using System.Text;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>A model whose points are easy to foresee: two changes in 90 days are medium, three are high.</summary>
internal static class TestModel
{
    public const string Rule = "three-changes";

    public static RiskModel Make(string version = "1", int medium = 20, int high = 60)
    {
        var grounds = """
            { "aim": "a test", "legalGround": "none", "evidence": "none", "whyNoLighterMeans": "a test",
              "owner": "tests", "expiresOn": "2099-12-31" }
            """;
        var json = $$"""
            {
              "id": "test-model", "version": "{{version}}", "title": "For tests", "example": true, "owner": "tests",
              "base": 0,
              "indicators": [
                { "id": "changes", "feature": "registry-changes-90",
                  "bins": [ { "to": 2, "points": 0 }, { "from": 2, "to": 3, "points": 20 },
                            { "from": 3, "points": 60 } ],
                  "missing": { "points": 0 }, "justification": {{grounds}} },
                { "id": "overdue", "feature": "overdue-information-requests",
                  "bins": [ { "to": 1, "points": 0 }, { "from": 1, "points": 60 } ],
                  "missing": { "points": 0 }, "justification": {{grounds}} }
              ],
              "levels": [ { "level": "low" }, { "level": "medium", "from": {{medium}} },
                          { "level": "high", "from": {{high}} } ],
              "minimumEvidence": 0, "confidence": 95, "cooldownDays": 0,
              "escalation": { "rule": "{{Rule}}", "atLevel": "high" }
            }
            """;
        var reading = RiskModel.Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(reading.Model is not null, string.Join('\n', reading.Errors));
        return reading.Model!;
    }
}
