using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Kpis;
using Sovereign.Dashboard.Tests.Gap;
using Xunit;

namespace Sovereign.Dashboard.Tests.Kpis;

public sealed class KpiWordsTests
{
    [Fact]
    public void A_lower_bound_is_at_least_so_much_with_all_its_digits()
    {
        var result = Of(KnownAccelerators.Kpi, KpiStatus.KnownAtLeast, new(Reason.LowerBounds, "…"), Estimate.FromWrittenDigits("1331525"), "1331525");
        Assert.Equal("at least 1,331,525", result.ValueText());
        Assert.DoesNotContain("likely", result.RangeText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_distance_beyond_the_series_is_more_than_so_many_years_rounded_down()
    {
        var result = Of(DevelopersYearsBehind.Kpi, KpiStatus.KnownAtLeast, new(Reason.BeforeSeries, "It had more."), Estimate.Exact(2.7988), "4530745");
        Assert.Equal(("more than 2.7", "years", "It had more."), (result.ValueText(), result.UnitText(), result.RangeText()));
    }

    [Fact]
    public void Zero_is_a_number_and_said_to_be_no_gap()
    {
        var result = Of(Supercomputing.Kpi, KpiStatus.Value, null, Estimate.FromWrittenDigits("0"), "0");
        Assert.Equal(("0", "Zero as published, not a missing figure."), (result.ValueText(), result.RangeText()));
    }

    [Fact]
    public void A_figure_as_published_has_the_digits_of_its_source_and_no_interval_of_its_own()
    {
        var result = Of(PublicCloudRegions.Kpi, KpiStatus.Value, null, Estimate.FromWrittenDigits("9"), "9");
        Assert.Equal(("9", "regions", null), (result.ValueText(), result.UnitText(), result.RangeText()));
        Assert.Equal("region", Of(PublicCloudRegions.Kpi, KpiStatus.Value, null, Estimate.FromWrittenDigits("1"), "1").UnitText());
        Assert.Equal("PFlop/s", Of(Supercomputing.Kpi, KpiStatus.Value, null, Estimate.FromWrittenDigits("1"), "1").UnitText());
    }

    [Fact]
    public void What_limits_a_value_stands_beside_its_interval()
    {
        var result = Of(DevelopersYearsBehind.Kpi, KpiStatus.Value, new(Reason.SeveralCrossings, "It passes several times."), new(1, 2.04, 3), "4530745");
        Assert.Equal(("2.0", "likely 1.0–3.0. It passes several times."), (result.ValueText(), result.RangeText()));
    }

    [Theory]
    [InlineData(KpiStatus.Ahead, "ahead")]
    [InlineData(KpiStatus.NotComparable, "not comparable")]
    [InlineData(KpiStatus.NoVerdict, "no verdict")]
    [InlineData(KpiStatus.KnownAtLeast, "known at least, no ratio")]
    public void Where_there_is_no_number_a_word_stands_and_the_reason_beside_it(KpiStatus status, string word)
    {
        var result = Of(DevelopersYearsBehind.Kpi, status, new(Reason.Ahead, "So it is."), null, "4530745");
        Assert.Equal((null, word, "So it is."), (result.ValueText(), result.MissingText(), result.RangeText()));
    }

    private static KpiResult Of(Kpi kpi, KpiStatus status, Reason? reason, Estimate? value, string written)
    {
        var row = GapRows.Published(GapRows.Power, "IND", "", written, "2025");
        return new(kpi, "IND", "USA", "", Control.Territory, status, reason, value, [new(kpi.Formula.Inputs.First(), "IND", null, row, null)], null);
    }
}
