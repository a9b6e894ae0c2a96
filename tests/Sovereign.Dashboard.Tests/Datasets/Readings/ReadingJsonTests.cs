using System.Text.Json;
using Sovereign.Dashboard.Datasets.Readings;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

public sealed class ReadingJsonTests
{
    [Theory]
    [InlineData("a\0b", "a␀b")]
    [InlineData("\\u0000", "\\u0000")]
    [InlineData("\\\0", "\\␀")]
    [InlineData("\\\\u0000\0\0", "\\\\u0000␀␀")]
    public void A_NUL_is_shown_and_what_only_looks_like_one_stays(string written, string kept) =>
        Assert.Equal(kept, JsonSerializer.Deserialize<string>(ReadingJson.Write(written)));
}
