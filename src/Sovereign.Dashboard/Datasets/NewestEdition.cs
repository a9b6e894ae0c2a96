using System.Globalization;
using Npgsql;

namespace Sovereign.Dashboard.Datasets;

/// <summary>
/// Names the newest edition for whoever keeps what rests on it. The database is asked for every reader, so that an edition counts from the moment its publication is
/// acknowledged, by whichever node. Readers who come while it is being asked share the next question, so that there is one at a time however many they are.
/// </summary>
/// <remarks>An answer may only serve those who came before the question was put: a publication acknowledged in between could be missing from it.</remarks>
public sealed class NewestEdition(NpgsqlDataSource database)
{
    private readonly Lock gate = new();
    private bool isAsking;
    private TaskCompletionSource<string>? next;

    /// <summary>Number and instant of the newest edition, as one name; the number alone would return with another meaning when a backup is restored.</summary>
    public Task<string> NameAsync()
    {
        TaskCompletionSource<string> mine;
        lock (gate)
        {
            if (isAsking) return (next ??= NewQuestion()).Task;
            isAsking = true;
            mine = NewQuestion();
        }

        _ = AskAsync(mine);
        return mine.Task;
    }

    // Readers go on in parallel, and not one after another on the thread that read the answer.
    private static TaskCompletionSource<string> NewQuestion() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AskAsync(TaskCompletionSource<string>? question)
    {
        while (question is not null)
        {
            try
            {
                question.SetResult(await ReadAsync());
            }
            catch (Exception fault)
            {
                // Theirs who asked; whoever asks next may find the database back.
                question.SetException(fault);
            }

            lock (gate)
            {
                // From here on nobody joins this one: it is being put.
                (question, next) = (next, null);
                isAsking = question is not null;
            }
        }
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
