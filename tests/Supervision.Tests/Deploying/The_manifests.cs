using k8s;
using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace Supervision.Tests.Deploying;

/// <summary>The manifests for Kubernetes and for containers, read strictly, and what must hold between them.</summary>
public sealed class The_manifests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "kubernetes");

    private static IEnumerable<object> All =>
        Directory.GetFiles(Folder, "*.yaml").Order().SelectMany(file =>
            KubernetesYaml.LoadAllFromString(File.ReadAllText(file), strict: true));

    private static IEnumerable<(string Name, V1PodTemplateSpec Template)> Pods =>
        All.OfType<V1StatefulSet>().Select(set => (set.Metadata.Name, set.Spec.Template))
            .Concat(All.OfType<V1Deployment>().Select(deployment =>
                (deployment.Metadata.Name, deployment.Spec.Template)))
            .Concat(All.OfType<V1Job>().Select(job => (job.Metadata.Name, job.Spec.Template)));

    private static IEnumerable<V1Container> Servers =>
        Pods.SelectMany(pod => pod.Template.Spec.Containers).Where(container => container.Name is "silo" or "gateway");

    [Fact]
    public void Have_no_member_that_Kubernetes_does_not_know()
    {
        Assert.Equal(15, All.Count());
        Assert.All(All.OfType<IMetadata<V1ObjectMeta>>().Where(one => one is not V1Namespace), one =>
            Assert.Equal("supervision", one.Metadata.NamespaceProperty));
    }

    [Fact]
    public void Give_no_container_more_rights_than_it_needs() =>
        Assert.All(Pods, pod =>
        {
            Assert.True(pod.Template.Spec.SecurityContext.RunAsNonRoot);
            Assert.Equal("RuntimeDefault", pod.Template.Spec.SecurityContext.SeccompProfile.Type);
            Assert.All(pod.Template.Spec.Containers.Concat(pod.Template.Spec.InitContainers ?? []), container =>
            {
                Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
                Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
                Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
                Assert.True(container.Resources.Limits.ContainsKey("memory"), $"{pod.Name} has no limit of memory.");
                Assert.False(container.Image.EndsWith(":latest", StringComparison.Ordinal));
                Assert.All(
                    (container.Env ?? []).Where(entry => entry.Name.Contains("Connection", StringComparison.Ordinal)),
                    entry => Assert.NotNull(entry.ValueFrom.SecretKeyRef));
            });
        });

    [Fact]
    public void Probe_what_the_server_answers_and_leave_it_time_to_drain()
    {
        Assert.Equal(2, Servers.Count());
        Assert.All(Servers, server =>
        {
            Assert.Equal("/health/ready", server.ReadinessProbe.HttpGet.Path);
            Assert.Equal("/health/live", server.LivenessProbe.HttpGet.Path);
            Assert.Equal("/health/live", server.StartupProbe.HttpGet.Path);
            Assert.Contains(server.Ports, port => port.Name == "http" && port.ContainerPort == 5080);
        });
        Assert.All(Pods.Where(pod => pod.Template.Spec.TerminationGracePeriodSeconds is not null), pod =>
            Assert.True(pod.Template.Spec.TerminationGracePeriodSeconds >= 45, "30 s to drain, and 5 s before it."));
    }

    [Fact]
    public void Choose_pods_that_there_are()
    {
        var labels = Pods.Select(pod => pod.Template.Metadata.Labels).ToArray();
        var chosen = All.OfType<V1Service>().Select(one => one.Spec.Selector)
            .Concat(All.OfType<V1PodDisruptionBudget>().Select(one => one.Spec.Selector.MatchLabels))
            .Concat(All.OfType<V1NetworkPolicy>().Select(one => one.Spec.PodSelector.MatchLabels ?? Empty))
            .ToArray();

        Assert.True(chosen.Length >= 8);
        Assert.All(chosen, selector =>
            Assert.Contains(labels, of => selector.All(label => of.TryGetValue(label.Key, out var value)
                && value == label.Value)));
    }

    /// <remarks>A key that appears twice, which many readers let pass, is an error of this one.</remarks>
    [Theory]
    [InlineData("docker-compose.yml", "services")]
    [InlineData("deploy/kustomization.yaml", "resources")]
    [InlineData("deploy/prometheus/prometheus.yml", "scrape_configs")]
    [InlineData("deploy/prometheus/alerts.yml", "groups")]
    [InlineData("deploy/grafana/provisioning/datasources/prometheus.yml", "datasources")]
    [InlineData("deploy/grafana/provisioning/dashboards/supervision.yml", "providers")]
    public void Are_good_YAML(string file, string member) => Assert.NotNull(Load(file)[member]);

    [Fact]
    public void Of_compose_have_every_file_that_they_mount_and_every_process_that_is_watched()
    {
        var services = (YamlMappingNode)Load("docker-compose.yml")["services"];
        var names = services.Children.Keys.Select(name => name.ToString()).ToArray();
        foreach (var (name, service) in services.Children)
        {
            var mounts = service is YamlMappingNode map && map.Children.TryGetValue("volumes", out var volumes)
                ? ((YamlSequenceNode)volumes).Select(volume => volume.ToString().Split(':')[0])
                : [];
            Assert.All(mounts.Where(mount => mount.StartsWith('.')), mount =>
                Assert.True(Path.Exists(Path.Combine(Repository.Root, mount)), $"{name} mounts {mount}"));
        }

        var scraping = Load("deploy/prometheus/prometheus.yml")["scrape_configs"][0];
        var watched = ((YamlSequenceNode)scraping["static_configs"])
            .SelectMany(targets => (YamlSequenceNode)targets["targets"]).Select(target => target.ToString());
        Assert.Equal(
            names.Where(name => name.StartsWith("silo-") || name.StartsWith("gateway-")).Order(),
            watched.Select(target => target.Replace(":5080", "", StringComparison.Ordinal)).Order());
        var proxy = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "proxy", "nginx.conf"));
        Assert.All(names.Where(name => name.StartsWith("gateway-")), name =>
            Assert.Contains($"server {name}:5080", proxy, StringComparison.Ordinal));
    }

    private static IDictionary<string, string> Empty => new Dictionary<string, string>();

    private static YamlNode Load(string file)
    {
        var yaml = new YamlStream();
        using var text = new StreamReader(Path.Combine(Repository.Root, file));
        yaml.Load(text);
        return yaml.Documents[0].RootNode;
    }
}
