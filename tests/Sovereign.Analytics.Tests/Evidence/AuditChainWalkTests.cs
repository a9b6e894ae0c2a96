using System.Globalization;
using Sovereign.Analytics.Evidence;
using Xunit;

namespace Sovereign.Analytics.Tests.Evidence;

public sealed class AuditChainWalkTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_log_as_it_was_written_holds_and_names_its_head()
    {
        var log = Log(5);
        var walk = Walk(log, earlierHead: log[2].Hash);
        Assert.Null(walk.Fault);
        Assert.Equal((5L, 5L, log[4].Hash), (walk.Entries, walk.HeadId, walk.Head));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(AuditChain.Start)]
    public void An_empty_log_holds(string? earlierHead)
    {
        var walk = Walk([], earlierHead);
        Assert.Null(walk.Fault);
        Assert.Equal((0L, null, AuditChain.Start), (walk.Entries, walk.HeadId, walk.Head));
    }

    [Fact]
    public void A_changed_entry_is_named()
    {
        var log = Log(5);
        log[2] = log[2] with { Person = "p-other" };
        AssertFault(Walk(log), ChainFaultKind.Changed, 3, entriesThatHold: 2);
    }

    [Fact]
    public void An_entry_written_anew_with_its_hash_shows_at_the_next()
    {
        var log = Log(5);
        log[2] = Sealed(log[2] with { Person = "p-other" });
        AssertFault(Walk(log), ChainFaultKind.DoesNotFollow, 4, entriesThatHold: 3);
    }

    [Fact]
    public void A_missing_entry_shows_at_the_next()
    {
        var log = Log(5);
        log.RemoveAt(2);
        Assert.Contains("between them are missing", AssertFault(Walk(log), ChainFaultKind.DoesNotFollow, 4, entriesThatHold: 2), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_beginning_shows_at_the_first_that_is_left()
    {
        var log = Log(5);
        log.RemoveAt(0);
        Assert.Contains("before it are missing", AssertFault(Walk(log), ChainFaultKind.DoesNotFollow, 2, entriesThatHold: 0), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_put_in_between_shows_at_the_next()
    {
        // Ids of a log that is older than the chain have gaps.
        var log = Log(5, step: 10);
        log.Insert(2, Sealed(log[2] with { Id = 25, PreviousHash = log[1].Hash }));
        AssertFault(Walk(log), ChainFaultKind.DoesNotFollow, 30, entriesThatHold: 3);
    }

    [Fact]
    public void Two_entries_that_changed_places_are_found()
    {
        var log = Log(5);
        (log[1], log[2]) = (log[2], log[1]);
        AssertFault(Walk(log), ChainFaultKind.DoesNotFollow, 3, entriesThatHold: 1);

        log = Log(5);
        (log[1], log[2]) = (log[2] with { Id = 2 }, log[1] with { Id = 3 });
        AssertFault(Walk(log), ChainFaultKind.Changed, 2, entriesThatHold: 1);

        log = Log(5);
        log.Add(log[1]);
        AssertFault(Walk(log), ChainFaultKind.OutOfOrder, 2, entriesThatHold: 5);
    }

    [Fact]
    public void A_tail_that_was_cut_off_shows_to_whoever_noted_the_head_down()
    {
        var log = Log(5);
        var head = log[4].Hash;
        log.RemoveAt(4);
        Assert.Null(Walk(log).Fault);
        var fault = Walk(log, head).Fault;
        Assert.Equal((ChainFaultKind.HeadIsMissing, null), (fault?.Kind, fault?.EntryId));
        Assert.Contains(head, fault!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_fault_stays_the_one_that_is_told()
    {
        var log = Log(5);
        log[1] = log[1] with { Name = "another" };
        log[3] = log[3] with { Name = "another" };
        AssertFault(Walk(log), ChainFaultKind.Changed, 2, entriesThatHold: 1);
    }

    private static string AssertFault(AuditChainWalk walk, ChainFaultKind kind, long entry, long entriesThatHold)
    {
        Assert.Equal((kind, entry, entriesThatHold), (walk.Fault?.Kind, walk.Fault?.EntryId, walk.Entries));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Entry {entry} "), walk.Fault!.Sentence, StringComparison.Ordinal);
        return walk.Fault.Sentence;
    }

    private static AuditChainWalk Walk(List<AuditRecord> log, string? earlierHead = null)
    {
        var walk = new AuditChainWalk(earlierHead);
        foreach (var entry in log) walk.Take(entry);
        walk.End();
        return walk;
    }

    private static List<AuditRecord> Log(int entries, int step = 1)
    {
        var log = new List<AuditRecord>();
        for (var i = 1; i <= entries; i++)
        {
            log.Add(Sealed(new AuditRecord(
                i * step, s_noon.AddSeconds(i), "p-abcd2345", "version.uploaded", "dataset:power", "{}", log.Count == 0 ? AuditChain.Start : log[^1].Hash, "")));
        }

        return log;
    }

    private static AuditRecord Sealed(AuditRecord entry) => entry with { Hash = AuditChain.HashOf(entry) };
}
