using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Exports;
using Xunit;

namespace Sovereign.Dashboard.Tests.Exports;

public sealed class JsonTableTests
{
    private static readonly Column<int>[] Columns =
    [
        new("number", number => number),
        new("list", number => new[] { $"a{number}", "b" }),
        new("missing", _ => null),
    ];

    [Fact]
    public async Task Nested_cells_are_written_without_a_synchronous_write()
    {
        using var response = new AsynchronousOnly();
        await WriteAsync(response, Enumerable.Range(0, 20_000), null);
        var items = JsonDocument.Parse(response.Written).RootElement.GetProperty("items");
        Assert.Equal(20_000, items.GetArrayLength());
        Assert.Equal("""{"number":3,"list":["a3","b"]}""", items[3].GetRawText());
    }

    [Fact]
    public async Task A_limit_says_where_to_go_on()
    {
        using var response = new AsynchronousOnly();
        await WriteAsync(response, Enumerable.Range(0, 3), limit: 2);
        Assert.EndsWith("""],"next":"2"}""", Encoding.UTF8.GetString(response.Written), StringComparison.Ordinal);
    }

    private static Task WriteAsync(Stream destination, IEnumerable<int> rows, int? limit) =>
        JsonTable.WriteAsync(destination, new Table<int>(Columns, rows.ToAsyncEnumerable()), limit, 0, TestContext.Current.CancellationToken);

    /// <summary>A body as Kestrel gives it: synchronous writes are refused.</summary>
    private sealed class AsynchronousOnly : MemoryStream
    {
        private readonly MemoryStream kept = new();

        public byte[] Written => kept.ToArray();

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            kept.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
