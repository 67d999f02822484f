using Microsoft.AspNetCore.Authorization;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(RunningServer))]
public sealed class The_rule_of_every_endpoint(RunningServer server)
{
    [Fact]
    public void Is_there_and_is_what_the_framework_is_told()
    {
        var endpoints = MappedRoutes.Of(server.Application).ToArray();

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, endpoint =>
        {
            var rule = endpoint.Metadata.GetMetadata<AccessRule>();
            Assert.True(rule is not null, $"{endpoint.RoutePattern.RawText} has no rule, so nobody may use it.");
            Assert.Equal(rule.IsOpen, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
            Assert.Equal(
                rule.IsOpen ? [] : [rule],
                endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
                    .SelectMany(policy => policy.Requirements).Cast<AccessRequirement>()
                    .Select(requirement => requirement.Rule));
            if (endpoint.Metadata.GetMetadata<Operation>() is { } operation)
                Assert.Equal(operation.Access, rule);
        });
    }
}
