using Npgsql;
using NpgsqlTypes;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Which edition an instant saw.</summary>
public sealed class EditionQueries(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>The newest edition, or <see cref="Edition.None"/>.</summary>
    public Task<Edition> LatestAsync(CancellationToken ct) => NewestUpToAsync(null, ct);

    /// <summary>
    /// The edition that <paramref name="asOf"/> saw: an RFC 3339 instant, or a date that means the end of that UTC day.
    /// Nothing given means the newest. Today's date is allowed and means "up to now".
    /// </summary>
    /// <returns>Refused with <c>bad-as-of</c> when it is no instant, and with <c>as-of-in-future</c>.</returns>
    public Task<Outcome<Edition>> ResolveAsync(string? asOf, CancellationToken ct) => ResolveAsync("asOf", asOf, ct);

    /// <summary>The same, with whether it is the newest.</summary>
    public async Task<Outcome<AskedEdition>> AskAsync(string? asOf, CancellationToken ct) => await ResolveAsync(asOf, ct) switch
    {
        Outcome<Edition>.Done { Value: var edition } =>
            new AskedEdition(edition, string.IsNullOrEmpty(asOf) || edition.Number == (await LatestAsync(ct)).Number),
        Outcome<Edition>.Refused refused => refused.Why,
        _ => throw new InvalidOperationException("An outcome is either done or refused."),
    };

    /// <summary>The same for an instant or day that the address calls <paramref name="name"/>.</summary>
    public async Task<Outcome<Edition>> ResolveAsync(string name, string? asOf, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(asOf)) return await LatestAsync(ct);

        var now = clock.GetUtcNow();
        if (DayOrInstant.Read(asOf) is not { } asked) return new Refusal("bad-as-of", $"{name} is '{Echo.Of(asOf)}'; expected {DayOrInstant.Expected}.");
        if (asked.Instant > now) return new Refusal("as-of-in-future", $"{name} is '{Echo.Of(asOf)}', which has not happened yet.");
        return await NewestUpToAsync(asked.IsDay ? asked.Instant.AddDays(1).AddTicks(-1) : asked.Instant, ct);
    }

    /// <summary>The edition with this number; null when there is none. Number 0 is <see cref="Edition.None"/>.</summary>
    public async Task<Edition?> FindAsync(int number, CancellationToken ct)
    {
        if (number == 0) return Edition.None;
        await using var command = database.CreateCommand("SELECT published_at FROM datasets.edition WHERE number = $1");
        command.Parameters.Add(new() { Value = number });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new Edition(number, reader.GetFieldValue<DateTimeOffset>(0)) : null;
    }

    private async Task<Edition> NewestUpToAsync(DateTimeOffset? instant, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "SELECT number, published_at FROM datasets.edition WHERE published_at <= coalesce($1, 'infinity') ORDER BY number DESC LIMIT 1");
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)instant ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new Edition(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1)) : Edition.None;
    }
}
