using System.Text;
using Sovereign.Analytics.Evidence;
using Xunit;

namespace Sovereign.Analytics.Tests.Evidence;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset s_afternoon = new(2026, 3, 12, 14, 5, 9, 120, TimeSpan.Zero);

    private static readonly AuditRecord s_first = new(
        1, s_afternoon, "p-7k2m9x4q", "version.published", "dataset:power/version:1", """{"edition": 7}""", AuditChain.Start, "");

    // Both were computed by a shell: printf of the form, sha256sum of that.
    private const string FirstHash = "ce695427d04b85d191b9548490ab2c6a2cde2cf480f1873f0c2668c871ac13a2";
    private const string SecondHash = "36ab11eed6fab7d8e2d4312245b7e6161cba897e5f4be774011122099aff7a6a";

    [Fact]
    public void The_form_is_what_is_written_down() => Assert.Equal(
        "17:sovereign-audit-1,64:0000000000000000000000000000000000000000000000000000000000000000,1:1,27:2026-03-12T14:05:09.120000Z,"
        + """10:p-7k2m9x4q,17:version.published,23:dataset:power/version:1,14:{"edition": 7},""",
        Encoding.UTF8.GetString(AuditChain.CanonicalForm(s_first)));

    [Fact]
    public void The_hash_is_what_other_tools_give()
    {
        Assert.Equal(FirstHash, AuditChain.HashOf(s_first));
        var second = new AuditRecord(
            12, s_afternoon.AddMicroseconds(1), "p-7k2m9x4q", "version.uploaded", "dataset:é,5:x", "{}", FirstHash, "");
        Assert.Equal(SecondHash, AuditChain.HashOf(second));
    }

    [Fact]
    public void The_zone_an_instant_was_written_in_does_not_count() =>
        Assert.Equal(AuditChain.HashOf(s_first), AuditChain.HashOf(s_first with { At = s_afternoon.ToOffset(TimeSpan.FromHours(5.5)) }));

    [Fact]
    public void Moving_a_character_between_fields_gives_another_hash()
    {
        var moved = s_first with { Person = s_first.Person + "v", Name = s_first.Name[1..] };
        Assert.NotEqual(AuditChain.HashOf(s_first), AuditChain.HashOf(moved));
    }

    public static TheoryData<string> Fields => [.. typeof(AuditRecord).GetProperties().Select(property => property.Name).Where(name => name != nameof(AuditRecord.Hash))];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_field_counts(string field)
    {
        var other = field switch
        {
            nameof(AuditRecord.Id) => s_first with { Id = 2 },
            nameof(AuditRecord.At) => s_first with { At = s_afternoon.AddMicroseconds(1) },
            nameof(AuditRecord.Person) => s_first with { Person = "p-7k2m9x4r" },
            nameof(AuditRecord.Name) => s_first with { Name = "version.rejected" },
            nameof(AuditRecord.Subject) => s_first with { Subject = "dataset:power/version:2" },
            nameof(AuditRecord.Details) => s_first with { Details = """{"edition":7}""" },
            nameof(AuditRecord.PreviousHash) => s_first with { PreviousHash = FirstHash },
            _ => throw new InvalidOperationException($"{field} is new: does the hash take it in?"),
        };
        Assert.NotEqual(AuditChain.HashOf(s_first), AuditChain.HashOf(other));
    }
}
