using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Supervision.Webhooks;

namespace Supervision.Gateway.Webhooks.Sending;

/// <summary>
/// Sends messages over HTTP: once, to the address that was checked, following nothing, and without reading what is
/// answered beyond its status and when to come back.
/// </summary>
internal sealed class WebhookSender : IWebhookSender, IDisposable
{
    private const int AnswerHeadersKiB = 16;

    private static readonly TimeSpan NameHeldMax = TimeSpan.FromMinutes(2);

    private readonly WebhookSendingOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookSender(IOptions<WebhookSendingOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = new GuardedConnections(_options.Guard).Connect,
            AllowAutoRedirect = false, // It would lead past the check of the address.
            UseProxy = false, // So would a proxy.
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = AnswerHeadersKiB,
            MaxResponseDrainSize = 0, // The body of an answer is nobody's: the connection ends instead.
            PooledConnectionLifetime = NameHeldMax, // Then the name is asked for, and the address checked, again.
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<WebhookAnswer> Send(WebhookPost post, CancellationToken cancellation)
    {
        // What was allowed when the subscriber was made may be so no more.
        if (WebhookTerms.WrongWithUrl(post.Url, _options.AllowHttp, _options.Guard) is { } wrong)
            return WebhookAnswer.NotSent(wrong.Code);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_options.Timeout);
        using var request = RequestOf(post);
        try
        {
            using var answer = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return WebhookAnswer.OfStatus((int)answer.StatusCode, RetryAfter(answer));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return WebhookAnswer.NotSent("timed-out");
        }
        catch (HttpRequestException failure)
        {
            return WebhookAnswer.NotSent(CodeOf(failure));
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>In seconds, or as a moment, as the receiver likes; null when it says neither.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } => at - _time.GetUtcNow(),
        _ => null,
    };

    private static HttpRequestMessage RequestOf(WebhookPost post)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, post.Url) { Content = new ByteArrayContent(post.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(WebhookMessages.ContentType);
        request.Headers.Add(WebhookSignature.IdHeader, post.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, post.Timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, post.Signature);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("supervision", "1"));
        return request;
    }

    private static string CodeOf(HttpRequestException failure) => failure switch
    {
        { InnerException: AddressRefusedException } => "address-refused",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "unknown-name",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "no-secure-connection",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "answer-too-large",
        { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } => "no-answer",
        _ => "not-reached",
    };
}
