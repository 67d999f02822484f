using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Ordering_an_erasure(RunningServer server)
{
    private const string Keeper = "team-lead";

    [Theory]
    [InlineData("on-request")]
    [InlineData("unlawful")]
    [InlineData("term-over")]
    public async Task Of_a_list_of_nothing_is_an_error_and_erases_nothing(string ground)
    {
        var referent = $"kvk:98600000{ground.Length % 10}";
        await server.Register(referent);

        var (status, answer) = await Erase(referent, $$"""{"ground":"{{ground}}","events":[]}""");

        Assert.Equal(400, status);
        Assert.Equal(["/events"], Pointers(answer));
        Assert.Equal(["in-effect"], await Statuses(referent));
        Assert.Empty(await Orders(referent));
    }

    [Fact]
    public async Task On_the_ground_that_the_term_is_over_is_refused_while_it_is_not()
    {
        const string referent = "kvk:986000011";
        await server.Register(referent);
        var (_, young) = await server.Send(referent, "recognition.granted", """{"purpose":"labour"}""");

        var all = await Erase(referent, """{"ground":"term-over"}""");
        var named = await Erase(
            referent, $$"""{"ground":"term-over","events":[{"position":"{{young}}"}]}""");

        Assert.Equal((409, 409), (all.Status, named.Status));
        Assert.All([all.Body, named.Body], answer => Assert.Equal(
            "urn:supervision:refusal:term-not-over", answer.GetProperty("type").GetString()));
        Assert.Equal(["/events/0/position"], Pointers(named.Body));
        Assert.Equal(["in-effect", "in-effect"], await Statuses(referent));
        Assert.Empty(await Orders(referent));
    }

    [Fact]
    public async Task Of_what_is_not_in_the_dossier_names_it_and_leaves_no_order()
    {
        const string referent = "kvk:986000012";
        await server.Register(referent);
        var (_, own) = await server.Send(referent, "recognition.granted", """{"purpose":"labour"}""");
        await server.Register("kvk:986000013");
        var other = await server.Send("kvk:986000013", "recognition.granted", """{"purpose":"labour"}""");

        var (status, answer) = await Erase(
            referent,
            $$"""
            {"ground":"unlawful","events":[{"position":"{{own}}"},{"position":"15-5"},{"position":"99-1"},
             {"position":"1-999999"},{"position":"{{other.Position}}"}]}
            """);

        Assert.Equal(409, status);
        Assert.Equal("urn:supervision:refusal:unknown-event", answer.GetProperty("type").GetString());
        Assert.Equal([1, 2, 3, 4], Pointers(answer).Select(pointer => pointer!["/events/".Length] - '0'));
        Assert.Equal(["in-effect", "in-effect"], await Statuses(referent));
        Assert.Empty(await Orders(referent));
    }

    [Fact]
    public async Task Of_the_same_event_again_changes_nothing()
    {
        const string referent = "kvk:986000014";
        await server.Register(referent);
        var (_, own) = await server.Send(referent, "recognition.granted", """{"purpose":"labour"}""");
        var order = $$"""{"ground":"unlawful","events":[{"position":"{{own}}"}]}""";

        var (first, again) = (await Erase(referent, order), await Erase(referent, order));

        Assert.Equal((200, 1), (first.Status, first.Body.GetProperty("erased").GetInt32()));
        Assert.Equal((200, 0), (again.Status, again.Body.GetProperty("erased").GetInt32()));
    }

    private static IEnumerable<string?> Pointers(JsonElement answer) =>
        answer.GetProperty("errors").EnumerateArray()
            .Select(error => error.GetProperty("location").GetProperty("pointer").GetString());

    private Task<(int Status, JsonElement Body)> Erase(string referent, string order) =>
        server.Post($"/v1/referents/{referent}/erasures", order, Keeper);

    private async Task<IEnumerable<string?>> Statuses(string referent) =>
        (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("status").GetString());

    private async Task<IEnumerable<JsonElement>> Orders(string referent) =>
        (await server.Get($"/v1/referents/{referent}/orders")).GetProperty("items").EnumerateArray();
}
