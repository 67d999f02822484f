using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Invocation;
using Supervision.Gateway.Rules;

namespace Supervision.Gateway.Tests.Operations;

/// <summary>What is tried again, and what is not, when a call to a grain fails.</summary>
public sealed class Calling_grains_while_silos_come_and_go
{
    private readonly GrainCallRetry _retry = new(
        Options.Create(new GatewayOptions()), TimeProvider.System, NullLogger<GrainCallRetry>.Instance);

    [Theory]
    [InlineData("gone")]
    [InlineData("late")]
    [InlineData("cancelled there")]
    public async Task Tries_again_what_passes(string what)
    {
        var call = new Call(FailureOf(what), fails: 2);

        await _retry.Invoke(call);

        Assert.Equal(3, call.Tries);
    }

    [Fact]
    public async Task Ends_at_once_what_the_caller_gave_up()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        var call = new Call(new OperationCanceledException(), fails: 2, caller.Token);

        await Assert.ThrowsAsync<OperationCanceledException>(() => _retry.Invoke(call));

        Assert.Equal(1, call.Tries);
    }

    [Fact]
    public async Task Ends_at_once_what_does_not_pass()
    {
        var call = new Call(new StoreUnavailableException("No room."), fails: 2);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _retry.Invoke(call));

        Assert.Equal(1, call.Tries);
    }

    private static Exception FailureOf(string what) => what switch
    {
        "gone" => new SiloUnavailableException(),
        "late" => new TimeoutException(),
        // So ends a call that waited for a grain whose activation a stopping silo cancelled.
        _ => new OperationCanceledException("Activation was cancelled."),
    };

    /// <summary>A call from outside the grains that fails so many times, then ends.</summary>
    private sealed class Call(Exception failure, int fails, CancellationToken caller = default)
        : IOutgoingGrainCallContext
    {
        public int Tries { get; private set; }

        public IInvokable Request { get; } = new Asked(caller);

        public object Grain => throw new NotSupportedException();

        public GrainId? SourceId => null;

        public GrainId TargetId => default;

        public GrainInterfaceType InterfaceType => default;

        public string InterfaceName => "ISomeGrain";

        public string MethodName => "Ask";

        public MethodInfo InterfaceMethod => throw new NotSupportedException();

        public object? Result { get; set; }

        public Response? Response { get; set; }

        public IGrainContext? SourceContext => null;

        public Task Invoke() => ++Tries <= fails ? Task.FromException(failure) : Task.CompletedTask;
    }

    private sealed class Asked(CancellationToken caller) : TaskRequest
    {
        public override CancellationToken GetCancellationToken() => caller;

        public override object GetTarget() => throw new NotSupportedException();

        public override void SetTarget(ITargetHolder holder)
        {
        }

        public override string GetMethodName() => "Ask";

        public override string GetInterfaceName() => "ISomeGrain";

        public override string GetActivityName() => "ISomeGrain/Ask";

        public override MethodInfo GetMethod() => throw new NotSupportedException();

        public override Type GetInterfaceType() => typeof(object);

        public override void Dispose()
        {
        }

        protected override Task InvokeInner() => Task.CompletedTask;
    }
}
