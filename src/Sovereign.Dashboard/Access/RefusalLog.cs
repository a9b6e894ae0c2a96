using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;
using Sovereign.Dashboard.Audit;

namespace Sovereign.Dashboard.Access;

/// <summary>
/// Writes refused permissions of signed-in people to the audit log, at most one a minute for each person on each node. The others are counted, and the
/// next entry says how many there were. What was asked for is written cleaned and shortened: it is the caller's text.
/// </summary>
public sealed partial class RefusalLog(NpgsqlDataSource database, TimeProvider clock)
{
    private const int LongestPath = 200;
    private const int LongestMethod = 16;
    private const char Replacement = '\uFFFD';

    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    // One tally per person with an account, so it stays small.
    private readonly ConcurrentDictionary<Guid, Tally> _tallies = new();

    /// <summary>Notes that the actor asked for something the role matrix does not give. Goes on when the caller hangs up: that would be a way to stay unseen.</summary>
    /// <param name="actor">Who asked; nobody is noted who is not signed in.</param>
    /// <param name="permission">What was missing.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path without its query, which may hold secrets.</param>
    public async Task NoteAsync(Actor actor, string permission, string method, string path)
    {
        var now = clock.GetUtcNow();
        var tally = _tallies.GetOrAdd(actor.Id, _ => new Tally());
        if (!tally.TryBegin(now, out var suppressed)) return;
        var noted = false;
        try
        {
            var details = new JsonObject { ["permission"] = permission, ["method"] = Clean(method, LongestMethod) };
            if (suppressed > 0) details["suppressed"] = suppressed;
            var happened = new AuditEvent(now, actor.Pseudonym, EventNames.PermissionRefused, $"path:{Clean(path, LongestPath)}", details);
            await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
            await AuditLog.AppendAsync(connection, null, happened, CancellationToken.None);
            noted = true;
        }
        finally
        {
            if (!noted) tally.TakeBack(suppressed + 1);
        }
    }

    private static string Clean(string text, int longest)
    {
        // "/api/v1/datasets/sov_ab12…" happens when a token is pasted into the wrong place.
        var kept = TokenLike.Replace(text, ApiToken.Prefix + "…");
        var cut = kept.Length > longest ? kept.AsSpan(0, longest) : kept;
        var clean = string.Create(cut.Length, cut, (into, from) =>
        {
            for (var i = 0; i < from.Length; i++) into[i] = IsPlain(from[i]) ? from[i] : Replacement;
        });
        return kept.Length > longest ? clean + "…" : clean;
    }

    // Neither what breaks lines nor what turns the direction of reading; surrogates could be cut in two.
    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    [GeneratedRegex(ApiToken.Prefix + "[A-Za-z0-9_-]+")]
    private static partial Regex TokenLike { get; }

    private sealed class Tally
    {
        private readonly Lock _gate = new();
        private DateTimeOffset? _notedAt;
        private long _suppressed;

        public bool TryBegin(DateTimeOffset now, out long suppressed)
        {
            lock (_gate)
            {
                if (now - _notedAt < s_pause)
                {
                    _suppressed++;
                    suppressed = 0;
                    return false;
                }

                (suppressed, _suppressed) = (_suppressed, 0);
                _notedAt = now;
                return true;
            }
        }

        public void TakeBack(long suppressed)
        {
            lock (_gate)
            {
                _suppressed += suppressed;
                _notedAt = null;
            }
        }
    }
}
