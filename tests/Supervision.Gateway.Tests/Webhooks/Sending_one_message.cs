using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Supervision.Gateway.Webhooks.Sending;
using Supervision.Webhooks;

namespace Supervision.Gateway.Tests.Webhooks;

/// <summary>What sends messages, by itself, to receivers that do not behave.</summary>
public sealed class Sending_one_message : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly WebhookSender _sender = Sender(TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Waits_no_longer_than_it_may()
    {
        await using var receiver = await Receiver.Start();
        var never = new TaskCompletionSource<int>();
        receiver.Answer = _ => never.Task;
        using var sender = Sender(TimeSpan.FromMilliseconds(100));

        Assert.Equal("timed-out", (await sender.Send(Post(receiver.Address), None)).Code);
        never.SetResult(204);
    }

    [Fact]
    public async Task Takes_no_headers_without_end()
    {
        await using var receiver = await Receiver.Start();
        receiver.More = answer =>
        {
            for (var number = 0; number < 100; number++)
                answer.Headers[$"X-{number}"] = new string('a', 1_000);
            return Task.CompletedTask;
        };

        Assert.Equal("answer-too-large", (await _sender.Send(Post(receiver.Address), None)).Code);
    }

    [Fact]
    public async Task Reads_no_body()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = _ => Task.FromResult(200);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.More = async answer =>
        {
            // As long as anybody reads; it would never end.
            answer.HttpContext.RequestAborted.Register(() => ended.TrySetResult());
            while (!answer.HttpContext.RequestAborted.IsCancellationRequested)
                await answer.Body.WriteAsync(new byte[65_536], CancellationToken.None);
        };

        Assert.Equal(new WebhookAnswer(true, "http-200"), await _sender.Send(Post(receiver.Address), None));
        await ended.Task;
    }

    [Theory]
    [InlineData(503, "120", 120)]
    [InlineData(429, "Mon, 02 Mar 2026 09:01:00 GMT", 60)]
    [InlineData(503, "Mon, 02 Mar 2026 08:59:00 GMT", 0)]
    [InlineData(503, "soon", 0)]
    [InlineData(503, "99999999999999999999", 0)]
    [InlineData(204, "120", 0)]
    public async Task Reads_when_to_come_back(int status, string retryAfter, int seconds)
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = _ => Task.FromResult(status);
        receiver.More = answer =>
        {
            answer.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };

        Assert.Equal(
            new WebhookAnswer(status == 204, $"http-{status}", TimeSpan.FromSeconds(seconds)),
            await _sender.Send(Post(receiver.Address), None));
    }

    [Fact]
    public async Task Goes_where_it_was_allowed_and_is_no_more()
    {
        await using var receiver = await Receiver.Start();
        using var strict = new WebhookSender(
            Options.Create(new WebhookSendingOptions()), TimeProvider.System);

        Assert.Equal("url-without-tls", (await strict.Send(Post(receiver.Address), None)).Code);
        Assert.Equal("address-refused", (await strict.Send(Post(new Uri("https://127.0.0.1/")), None)).Code);
        Assert.Equal("address-refused", (await strict.Send(Post(new Uri("https://localhost/")), None)).Code);
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task Says_when_a_name_is_unknown_or_nothing_is_secure_there()
    {
        await using var receiver = await Receiver.Start();
        var secure = new UriBuilder(receiver.Address) { Scheme = Uri.UriSchemeHttps }.Uri;

        Assert.Equal("no-secure-connection", (await _sender.Send(Post(secure), None)).Code);
        Assert.Equal("unknown-name", (await _sender.Send(Post(new Uri("https://nowhere.invalid/")), None)).Code);
    }

    [Fact]
    public void Names_a_network_that_is_none()
    {
        var found = new WebhookSendingOptionsValidator().Validate(
            null, new WebhookSendingOptions { AllowedNetworks = ["10.0.0.0/8", "10.0.0.0/33"] });

        Assert.Contains(
            "Supervision:Webhooks:Sending:AllowedNetworks takes networks", found.FailureMessage,
            StringComparison.Ordinal);
    }

    public void Dispose() => _sender.Dispose();

    private static WebhookSender Sender(TimeSpan timeout) => new(
        Options.Create(new WebhookSendingOptions
        {
            AllowHttp = true,
            AllowedNetworks = [$"{WebhookServer.ReceiverHost}/32"],
            Timeout = timeout,
        }),
        new FakeTimeProvider(Now));

    private static WebhookPost Post(Uri address) => new(address.ToString(), "level-1-2-3", "1", "v1,AAAA", [1, 2, 3]);
}
