using Sovereign.Analytics.Fleet;
using Xunit;

namespace Sovereign.Analytics.Tests.Fleet;

public sealed class AcceptanceWindowTests
{
    [Theory]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    [InlineData(-86_400_000, true)]
    [InlineData(-86_400_001, false)]
    public void Readings_are_taken_from_a_day_ago_to_five_minutes_ahead(long offset, bool isAccepted) =>
        Assert.Equal(isAccepted, AcceptanceWindow.Default.Accepts(Engines.Day + offset, Engines.Day));
}
