using k8s;
using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace Supervision.Tests.Deploying;

/// <summary>
/// What only the processes of a cluster may reach: the ports of silos, the database and the dashboard, by the files
/// that set it up.
/// </summary>
public sealed class What_is_closed
{
    private static readonly string[] SiloPorts = ["11111", "30000"];

    private static readonly YamlMappingNode Compose = Mapping(Load("docker-compose.yml"));

    private static object[] Manifests =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "deploy", "kubernetes"), "*.yaml").Order()
            .SelectMany(file => KubernetesYaml.LoadAllFromString(File.ReadAllText(file), strict: true)),
    ];

    [Fact]
    public void Of_compose_only_the_proxy_and_what_is_for_operators_have_ports_on_this_machine_alone()
    {
        var published = Services().Where(service => service.Of.Children.ContainsKey("ports")).ToArray();

        Assert.Equal(["grafana", "prometheus", "proxy"], published.Select(service => service.Name).Order());
        Assert.All(published, service => Assert.All((YamlSequenceNode)service.Of["ports"], port =>
        {
            Assert.StartsWith("127.0.0.1:", port.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(SiloPorts, silo => port.ToString().Contains(silo, StringComparison.Ordinal));
        }));
        Assert.DoesNotContain(Services(), service => service.Of.Children.ContainsKey("network_mode"));
    }

    [Fact]
    public void Of_compose_the_proxy_shares_a_network_with_the_gateways_alone()
    {
        Assert.Equal(["edge"], NetworksOf("proxy"));
        Assert.Equal(
            ["gateway-1", "gateway-2", "proxy"],
            Services().Select(service => service.Name).Where(name => NetworksOf(name).Contains("edge")).Order());
        var subnet = Mapping(Mapping(Compose["networks"])["edge"])["ipam"]["config"][0]["subnet"].ToString();
        Assert.All(["gateway-1", "gateway-2"], name =>
        {
            var settings = Mapping(Merged(name)["environment"]);
            Assert.Equal("true", Setting(settings, "Supervision__Edge__BehindProxy"));
            Assert.Equal(subnet, Setting(settings, "Supervision__Edge__ProxyNetworks__0"));
        });
    }

    [Fact]
    public void Of_Kubernetes_no_service_and_no_path_leads_to_a_silo()
    {
        Assert.All(Manifests.OfType<V1Service>(), service =>
        {
            Assert.Contains(service.Spec.Type, new[] { null, "ClusterIP" });
            Assert.DoesNotContain(service.Spec.Ports, port =>
                SiloPorts.Contains($"{port.Port}") || SiloPorts.Contains(port.TargetPort?.Value)
                || port.TargetPort?.Value is "silo" or "silo-gateway");
        });
        var paths = Manifests.OfType<V1Ingress>().SelectMany(ingress => ingress.Spec.Rules)
            .SelectMany(rule => rule.Http.Paths).ToArray();
        Assert.All(paths, path => Assert.Equal("supervision-gateway", path.Backend.Service.Name));
        Assert.Equal(
            ["/account", "/set-up", "/sign-in", "/sign-out", "/swagger", "/v1"],
            paths.Select(path => path.Path).Order(StringComparer.Ordinal));
        Assert.All(Manifests.OfType<V1Ingress>(), ingress => Assert.NotEmpty(ingress.Spec.Tls));
        var pods = Manifests.OfType<V1StatefulSet>().Select(set => set.Spec.Template)
            .Concat(Manifests.OfType<V1Deployment>().Select(deployment => deployment.Spec.Template));
        Assert.All(pods, pod =>
        {
            Assert.NotEqual(true, pod.Spec.HostNetwork);
            Assert.All(
                pod.Spec.Containers.SelectMany(container => container.Ports), port => Assert.Null(port.HostPort));
        });
    }

    [Fact]
    public void Of_Kubernetes_the_ports_of_silos_are_for_silos_and_gateways()
    {
        var policies = Manifests.OfType<V1NetworkPolicy>().ToArray();
        var everything = Assert.Single(policies, policy => policy.Spec.PodSelector.MatchLabels is null or { Count: 0 });
        Assert.Empty(everything.Spec.Ingress ?? []);
        Assert.Equal(["Egress", "Ingress"], everything.Spec.PolicyTypes.Order());

        var tried = 0;
        foreach (var rule in policies.SelectMany(policy => policy.Spec.Ingress ?? []))
        {
            Assert.NotEmpty(rule.Ports ?? []); // A rule without ports opens all of them.
            if (!rule.Ports!.Any(port => SiloPorts.Contains(port.Port?.Value)))
                continue;

            tried++;
            Assert.NotEmpty(rule.FromProperty ?? []);
            Assert.All(rule.FromProperty!, from =>
            {
                Assert.Null(from.NamespaceSelector);
                Assert.Null(from.IpBlock);
                Assert.Contains(
                    from.PodSelector.MatchLabels["app.kubernetes.io/component"], new[] { "silo", "gateway" });
            });
        }

        Assert.Equal(2, tried);
    }

    [Fact]
    public void Of_the_proxy_metrics_and_dashboard_go_nowhere_and_a_client_is_not_believed()
    {
        var proxy = string.Join(' ', File.ReadAllText(Path.Combine(Repository.Root, "deploy", "proxy", "nginx.conf"))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.All(["/metrics", "/dashboard"], path =>
            Assert.Contains($"location {path} {{ return 404; }}", proxy, StringComparison.Ordinal));
        Assert.Contains("proxy_set_header X-Forwarded-For $remote_addr;", proxy, StringComparison.Ordinal);
        Assert.Contains("proxy_set_header X-Forwarded-Host \"\";", proxy, StringComparison.Ordinal);
        Assert.Contains("proxy_set_header Forwarded \"\";", proxy, StringComparison.Ordinal);
        Assert.DoesNotContain(SiloPorts, port => proxy.Contains(port, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_turns_the_dashboard_on_or_a_limit_of_the_edge_off()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "deploy"), "*", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "docker-compose.yml"))
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal));
        var all = string.Join('\n', files.Select(File.ReadAllText));

        Assert.All(
            ["Dashboard__", "--dashboard", "FORWARDEDHEADERS", "DemoSignIn", "DevelopmentCertificate", "0.0.0.0/0"],
            word => Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<(string Name, YamlMappingNode Of)> Services() =>
        Mapping(Compose["services"]).Children.Select(service =>
            (service.Key.ToString(), Merged(service.Key.ToString())));

    /// <summary>A service with what it takes over from the settings that several share.</summary>
    private static YamlMappingNode Merged(string name) => Merge(Mapping(Mapping(Compose["services"])[name]));

    private static YamlMappingNode Merge(YamlMappingNode node)
    {
        if (!node.Children.TryGetValue("<<", out var shared))
            return node;

        var merged = new YamlMappingNode(Merge(Mapping(shared)).Children);
        foreach (var (key, value) in node.Children.Where(child => child.Key.ToString() != "<<"))
            merged.Children[key] = value;
        return merged;
    }

    private static string[] NetworksOf(string service) =>
        Merged(service).Children.TryGetValue("networks", out var networks)
            ? [.. ((YamlSequenceNode)networks).Select(network => network.ToString())]
            : ["default"];

    private static string Setting(YamlMappingNode settings, string name) => Merge(settings)[name].ToString();

    private static YamlMappingNode Mapping(YamlNode node) => (YamlMappingNode)node;

    private static YamlNode Load(string file)
    {
        var yaml = new YamlStream();
        using var text = new StreamReader(Path.Combine(Repository.Root, file));
        yaml.Load(text);
        return yaml.Documents[0].RootNode;
    }
}
