using System.Security.Cryptography;
using Supervision.Audit;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;
using static Supervision.Tests.Audit.Tampering;

namespace Supervision.Tests.Audit;

public sealed class Checking_a_bundle
{
    [Fact]
    public async Task Of_a_referent_computes_every_score_again_also_of_before_a_correction_and_of_a_stop()
    {
        var story = await BundleStory.Told();
        var (content, archive) = await story.Of(BundleStory.First);

        var findings = Check(archive);

        Assert.Empty(findings.Wrong());
        Assert.Equal(
            ["archive", "manifest", "signature", "files", "events", "chain", "erasures", "papers", "models",
                "scores", "explanations"],
            findings.Select(finding => finding.Check));
        Assert.StartsWith($"{content.Events.Length} events ", findings.Said("events"), StringComparison.Ordinal);
        // Registered, before the correction, after it, stopped; and that of the moment.
        Assert.Equal(5, content.Scores.Length);
        Assert.Contains("5 scores come out the same, bit for bit", findings.Said("scores"), StringComparison.Ordinal);
        Assert.StartsWith(
            "2 documents have their hash; 2 were laid down", findings.Said("models"), StringComparison.Ordinal);
        Assert.True(content.Scores.Select(score => score.Told?.Points).Distinct().Count() >= 3);
    }

    [Fact]
    public async Task Of_a_period_computes_scores_by_several_models()
    {
        var story = await BundleStory.Told();
        var (content, archive) = await story.Of(story.Began, story.Now.AddSeconds(1));
        var (later, _) = await story.Of(story.Middle, story.Now);

        Assert.Empty(Check(archive).Wrong());
        Assert.Equal(3, content.Referents.Length);
        Assert.Equal(2, content.Models.Count);
        // Seven that were told, and a closing one for each dossier.
        Assert.Equal(7 + 3, content.Scores.Length);
        Assert.All(
            content.Scores.Where(score => score.Told is null), score => Assert.Equal(
                (story.Now.AddSeconds(1).AddTicks(-1), Scoring.NoModelInUse), (score.At, score.Reason)));
        // Of the third nothing was recorded or told in that time; of the others the whole history is needed.
        Assert.Equal([BundleStory.First, BundleStory.Second], later.Referents.AsEnumerable());
        Assert.Equal(2 + 2, later.Scores.Length);
        Assert.Contains(later.Events, logged => logged.RecordedAt < story.Middle);
    }

    [Fact]
    public async Task Of_a_period_closes_each_dossier_by_what_was_in_use_at_its_end()
    {
        var story = await BundleStory.Told();
        var (byTrial, archive) = await story.Of(story.Began, story.Now, A_model_in_use);
        Assert.Empty(Check(archive).Wrong());
        Assert.Equal(
            [A_model_in_use.Identity.Hash, A_model_in_use.Identity.Hash, A_model_in_use.Identity.Hash],
            byTrial.Scores.Where(score => score.Told is null).Select(score => score.ModelHash));

        var end = story.Now;
        await story.TakeIntoUse();
        var (before, _) = await story.Of(story.Began, end);
        var (after, used) = await story.Of(story.Began, story.Now.AddSeconds(1));

        Assert.Empty(Check(used).Wrong());
        Assert.All(before.Scores.Where(score => score.Told is null), score => Assert.Null(score.ModelHash));
        Assert.All(after.Scores.Where(score => score.Told is null), score => Assert.Equal(
            A_model_in_use.Identity.Hash, score.ModelHash));
    }

    [Theory]
    [InlineData(false, "events.ndjson", "chain: chain/")]
    [InlineData(false, "events.ndjson", "events: the dossier of kvk:99000001 has no event of its own")]
    [InlineData(false, "scores.ndjson", "scores: kvk:99000001: it has no closing score")]
    [InlineData(true, "events.ndjson", "events: the dossier of kvk:99000001 has no event of its own")]
    [InlineData(true, "scores.ndjson", "scores: kvk:99000001: it has no closing score")]
    public async Task Finds_that_it_was_emptied_and_signed_again(bool ofPeriod, string file, string expected)
    {
        var story = await BundleStory.Told();
        var (_, archive) = ofPeriod
            ? await story.Of(story.Began, story.Now)
            : await story.Of(BundleStory.First);
        var both = Signed(archive, files => (files["events.ndjson"], files["scores.ndjson"]) = ([], []));
        var one = Signed(archive, files => files[file] = []);
        var withoutChain = Signed(
            archive,
            files =>
            {
                (files["events.ndjson"], files["scores.ndjson"]) = ([], []);
                foreach (var name in files.Keys.Where(name => !name.EndsWith(".ndjson", StringComparison.Ordinal))
                    .ToList())
                    files.Remove(name);
            },
            manifest => manifest with { Paths = [] });

        Assert.Contains(Check(one).Wrong(), wrong => wrong.StartsWith(expected, StringComparison.Ordinal));
        Assert.Contains(Check(both).Wrong(), wrong => wrong.StartsWith(expected, StringComparison.Ordinal));
        Assert.Contains(
            "scores: kvk:99000001: it has no closing score", Check(withoutChain).Wrong());
    }

    [Fact]
    public async Task Finds_that_the_last_events_were_taken_out_of_a_dossier_or_another_put_in_its_place()
    {
        var story = await BundleStory.Told();
        var (content, _) = await story.Of(BundleStory.First);
        var last = content.Events.Last(logged => logged.Subject == BundleStory.First.ToString());
        var shortened = content with { Events = content.Events.Remove(last) };
        var (_, other) = await story.Of(BundleStory.Second);

        Assert.Contains(
            Check(await story.Archive(shortened)).Wrong(),
            wrong => wrong.Contains("not of the end of its dossier", StringComparison.Ordinal)
                || wrong.Contains("the event that it goes up to is not there", StringComparison.Ordinal));
        Assert.Contains(
            $"events: it is about {BundleStory.First}, and its dossiers are others",
            Check(Signed(other, _ => { }, manifest => manifest with
            {
                Scope = new BundleScope(BundleStory.First),
            })).Wrong());
    }

    [Fact]
    public async Task Has_the_score_of_the_moment_and_says_why_there_is_none()
    {
        var story = await BundleStory.Told();
        var (content, archive) = await story.Of(BundleStory.Second, new RiskModelInUse(A_model_in_use));
        Assert.Equal(A_model_in_use.Identity.Hash, content.Scores[^1].ModelHash);
        Assert.Empty(Check(archive).Wrong());

        (content, archive) = await story.Of(BundleStory.Second);

        Assert.Equal((null, Scoring.NoModelInUse), (content.Scores[^1].ModelHash, content.Scores[^1].Reason));
        Assert.Empty(Check(archive).Wrong());
    }

    [Fact]
    public async Task Says_of_each_score_that_was_none_why_as_the_register_tells_it_of_that_moment()
    {
        var story = await BundleStory.Told();
        await story.TakeIntoUse();
        await story.StopInUse();
        var (content, archive) = await story.Of(story.Began, story.Now.AddSeconds(1));

        Assert.Empty(Check(archive).Wrong());
        var scores = content.Scores.Where(score => score.Referent == BundleStory.First).ToList();
        Assert.Equal(
            [Scoring.NoModelInUse, ModelRegister.Stopped, ModelRegister.Stopped],
            scores.Where(score => score.ModelHash is null).Select(score => score.Reason));
        Assert.Null(scores[^1].Told);
        Assert.All(scores.Where(score => score.ModelHash is not null), score => Assert.Null(score.Reason));
    }

    /// <summary>Whoever has the key can leave a score out; of one between two others the rest tells.</summary>
    [Fact]
    public async Task Finds_that_a_score_between_two_others_was_left_out()
    {
        var story = await BundleStory.Told();
        var (content, _) = await story.Of(BundleStory.First);
        var told = content.Scores.Where(score => score.Told is not null).ToList();
        var between = told.Skip(1).SkipLast(1).Where(score => score.Told!.From != score.Told.To).ToList();
        Assert.NotEmpty(between);

        foreach (var score in between)
            Assert.Contains(
                Check(await story.Archive(content with { Scores = content.Scores.Remove(score) })).Wrong(),
                wrong => wrong.Contains("one between them is missing", StringComparison.Ordinal));
        var turned = content.Scores.Remove(told[0]).Insert(1, told[0]);
        Assert.Contains(
            Check(await story.Archive(content with { Scores = turned })).Wrong(),
            wrong => wrong.Contains("not in their order", StringComparison.Ordinal));
    }

    /// <summary>A bundle of one referent has every score told, and before the first there was none.</summary>
    [Fact]
    public async Task Finds_that_the_first_score_told_of_a_referent_begins_elsewhere_than_at_none()
    {
        var story = await BundleStory.Told();
        var (content, _) = await story.Of(BundleStory.First);
        var first = content.Scores[0];
        Assert.Equal(RiskLevel.None, first.Told!.From);
        var changed = content with
        {
            Scores = content.Scores.SetItem(
                0, first with { Told = first.Told with { From = RiskLevel.Low, To = first.Told.To } }),
        };

        Assert.Contains(
            Check(await story.Archive(changed)).Wrong(),
            wrong => wrong.Contains("so it is told from none, and not from low", StringComparison.Ordinal));
        Assert.Contains(
            Check(await story.Archive(content with { Scores = content.Scores.RemoveAt(0) })).Wrong(),
            wrong => wrong.Contains("so it is told from none", StringComparison.Ordinal));

        // What was told is erased after three years: then one before the first may be gone.
        var later = content.MadeAt.AddYears(3);
        var closing = content.Scores[^1];
        Assert.DoesNotContain(
            Check(await story.Archive(changed with
            {
                MadeAt = later,
                Scores = changed.Scores.Replace(closing, closing with { At = later }),
            })).Wrong(),
            wrong => wrong.StartsWith("scores:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_period_in_which_there_was_nothing_says_that_nothing_was_checked()
    {
        var story = await BundleStory.Told();
        var (content, archive) = await story.Of(story.Began.AddDays(-2), story.Began.AddDays(-1));

        Assert.Empty(content.Scores);
        var findings = Check(archive);
        Assert.Empty(findings.Wrong());
        Assert.StartsWith("nothing was checked: no score", findings.Said("scores"), StringComparison.Ordinal);
        Assert.StartsWith(
            "nothing was checked: no explanation", findings.Said("explanations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_of_what_was_erased_that_it_cannot_be_recomputed_any_more()
    {
        var story = await BundleStory.Told();
        var (before, _) = await story.Of(BundleStory.First);
        var gone = before.Events.First(logged => logged.Type == FactTypes.NameOf<MeasureImposed>()).Position;
        await story.Send(BundleStory.First, new PayloadsErased(ErasureGround.OnRequest, $"{gone.Offset}"));
        var (content, _) = await story.Of(BundleStory.First);
        content = content with
        {
            Events = [.. content.Events.Select(logged =>
                logged.Position == gone ? logged with { Data = default } : logged)],
        };

        var findings = Check(await story.Archive(content));

        Assert.Empty(findings.Wrong());
        // The first was told before it; the one of the moment no longer counts it.
        Assert.Contains("2 scores come out the same", findings.Said("scores"), StringComparison.Ordinal);
        Assert.Contains("3 cannot be recomputed any more", findings.Said("scores"), StringComparison.Ordinal);
        Assert.Contains("1 events no longer say", findings.Said("erasures"), StringComparison.Ordinal);

        // Somebody who wants a fact out of the way cannot say that it was erased.
        var unordered = before with
        {
            Events = [.. before.Events.Select(logged =>
                logged.Position == gone ? logged with { Data = default } : logged)],
        };
        Assert.Contains(
            $"erasures: event {gone} says nothing any more, and no order to erase it is there",
            Check(await story.Archive(unordered)).Wrong());
    }

    [Fact]
    public async Task Takes_the_key_that_is_named_and_no_other()
    {
        var story = await BundleStory.Told();
        var (_, archive) = await story.Of(BundleStory.Second);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var wrong = Assert.Single(Check(archive, other).Wrong());

        Assert.StartsWith("signature: it is by key ", wrong, StringComparison.Ordinal);
        var (_, unpinned) = BundleCheck.Of(
            new MemoryStream(archive), default, new Dictionary<LogPosition, string>(), CancellationToken.None);
        Assert.Empty(unpinned.Wrong());
        Assert.Contains("nobody vouches for", unpinned.Said("signature"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holds_the_chain_against_links_that_were_kept_elsewhere()
    {
        var story = await BundleStory.Told();
        var (content, archive) = await story.Of(BundleStory.First);
        var at = content.Events[^1].Position;
        var step = Assert.Single(await story.Log.ReadChain(at.Partition, at.Offset - 1, 1, CancellationToken.None));
        var link = Convert.ToHexStringLower(step.Link.AsSpan());

        var findings = Check(archive, null, (at, link));
        Assert.Empty(findings.Wrong());
        Assert.Contains("1 links that were kept elsewhere are on it", findings.Said("chain"), StringComparison.Ordinal);
        Assert.Null(findings.Single(finding => finding.Check == "chain").Caveat);
        Assert.Contains(
            $"chain: partition {at.Partition}: the link at {at} is not the one that was kept elsewhere",
            Check(archive, null, (at, new string('0', 64))).Wrong());
    }

    /// <summary>Heads are kept of every partition, and of moments after the bundle was made.</summary>
    [Fact]
    public async Task Says_which_links_it_does_not_come_by_and_fails_for_none_of_them()
    {
        var story = await BundleStory.Told();
        var (content, archive) = await story.Of(BundleStory.First);
        var at = content.Events[^1].Position;
        var step = Assert.Single(await story.Log.ReadChain(at.Partition, at.Offset - 1, 1, CancellationToken.None));
        var (later, elsewhere) = (new LogPosition(at.Partition, 9_999), new LogPosition(77, 3));
        var link = Convert.ToHexStringLower(step.Link.AsSpan());

        var findings = Check(archive, null, (at, link), (later, link), (elsewhere, link));
        Assert.Empty(findings.Wrong());
        Assert.EndsWith(
            $"1 links that were kept elsewhere are on it; not covered by this bundle: {later}, {elsewhere}",
            findings.Said("chain"), StringComparison.Ordinal);

        findings = Check(archive, null, (later, link), (elsewhere, link));
        Assert.Empty(findings.Wrong());
        Assert.StartsWith(
            "no link that was kept elsewhere reaches a stretch of this bundle",
            findings.Single(finding => finding.Check == "chain").Caveat, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_by_the_link_just_before_its_first_event()
    {
        var story = await BundleStory.Told();
        var (content, _) = await story.Of(BundleStory.First);
        var archive = await story.Archive(content with { Events = content.Events.RemoveAt(0) });
        var stretch = BundleManifest.Read(Unpack(archive)["manifest.json"]).Paths.First(path => path.First > 1);
        var before = new LogPosition(stretch.Partition, stretch.First - 1);

        Assert.DoesNotContain(
            Check(archive, null, (before, stretch.Before)).Wrong(),
            wrong => wrong.StartsWith("chain:", StringComparison.Ordinal));
        Assert.Contains(
            $"chain: partition {before.Partition}: the link at {before} is not the one that was kept elsewhere",
            Check(archive, null, (before, new string('0', 64))).Wrong());
    }

    [Theory]
    [InlineData(1, 1_000, 100, 10_000, true, "2 referents; 1")]
    [InlineData(10, 20, 100, 10_000, false, "events; 20")]
    [InlineData(10, 40, 100, 10_000, true, "events; 40")]
    [InlineData(10, 1_000, 2, 10_000, false, "scores; 2")]
    [InlineData(10, 1_000, 100, 12, false, "steps of the chain; 12")]
    public async Task Is_not_asked_of_more_than_a_bundle_may_hold(
        int referents, int events, int scores, int steps, bool ofPeriod, string named)
    {
        var story = await BundleStory.Told();
        for (var number = 0; number < 12; number++)
            await story.Send(BundleStory.First, new ApplicationSubmitted($"b-{number}", Purpose.Labour));

        var refused = await story.RefusedWith(new BundleBounds(referents, events, scores, steps), ofPeriod);

        Assert.StartsWith("bundle-too-large: ", refused, StringComparison.Ordinal);
        Assert.Contains(named, refused, StringComparison.Ordinal);
    }

    private static RiskModel A_model_in_use => Models.A_model.Document;
}
