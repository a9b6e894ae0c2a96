using System.Globalization;
using Npgsql;

namespace Sovereign.Dashboard.Datasets;

/// <summary>
/// Names the newest edition for whoever keeps what rests on it. The database is asked for every reader, so that an edition counts from the moment its publication is
/// acknowledged, by whichever node; readers who come while it is being asked share the next question, so that there is one at a time however many they are.
/// </summary>
/// <remarks>An answer may only serve those who asked before the question was put: a publication acknowledged in between could be missing from it.</remarks>
public sealed class NewestEdition(NpgsqlDataSource database)
{
    private readonly Lock gate = new();
    private Task<string>? asked;
    private Task<string>? next;

    /// <summary>Number and instant of the newest edition, as one name; the number alone would return with another meaning when a backup is restored.</summary>
    /// <param name="ct">Ends the wait; others wait on.</param>
    public Task<string> NameAsync(CancellationToken ct)
    {
        lock (gate)
        {
            if (next is null && (asked is null || asked.IsCompleted)) asked = ReadAsync();
            else return (next ??= ReadAfterAsync(asked!)).WaitAsync(ct);
            return asked.WaitAsync(ct);
        }
    }

    private async Task<string> ReadAfterAsync(Task before)
    {
        // Whether the question before found an answer is the business of those who wait for it. Yields, since the caller has yet to note this as the next.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        // From here on nobody joins: the question is being put.
        lock (gate) (asked, next) = (next, null);
        return await ReadAsync();
    }

    // Not cancelled with a reader: others wait for it too.
    private async Task<string> ReadAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT number, published_at FROM datasets.edition ORDER BY number DESC LIMIT 1", connection);
        await command.PrepareAsync();
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return "none";
        return string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt32(0)} {reader.GetFieldValue<DateTimeOffset>(1).UtcTicks}");
    }
}
