using Sovereign.Dashboard.Telemetry.Mapping;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry.Mapping;

/// <summary>A map that could not be executed as it is written is refused, with the line of each fault.</summary>
public sealed class MetricMapReaderTests
{
    private const string Header = "software,since,until,metric,select,declared,kind,signal,unit,factor,reduce,fold,keep,rank,note,evidence\n";
    private const string Good = "e,,,m_total,,counter,counter,requests_total,requests,1,sum,,model,0,,source\n";

    [Theory]
    [InlineData("e,,,m_total,,counter,counter,requests_totl,requests,1,sum,,,0,,source", "line 3: 'requests_totl' is no signal")]
    [InlineData("e,,,m2,,counter,meter,requests_total,requests,1,sum,,,0,,source", "line 3: 'meter' is no kind")]
    [InlineData("e,,,m2,,gauge,gauge,requests_total,requests,1,sum,,,0,,source", "line 3: a gauge cannot feed 'requests_total'")]
    [InlineData("e,,,m2,,counter,counter,requests_total,requests,1e,sum,,,0,,source", "line 3: '1e' is no factor")]
    [InlineData("e,,,m2,,counter,counter,requests_total,requests,0,sum,,,0,,source", "line 3: '0' is no factor")]
    [InlineData("e,,,m2,,counter,counter,requests_total,requests,-1,sum,,,0,,source", "line 3: '-1' is no factor")]
    [InlineData("e,,,m2,,counter,counter,requests_total,requests,NaN,sum,,,0,,source", "line 3: 'NaN' is no factor")]
    [InlineData("e,,,m2,,counter,counter,requests_total,requests,1,median,,,0,,source", "line 3: 'median' is no way to reduce")]
    [InlineData("e,,,m2,,counter,counter,requests_total,requests,1,sum,,,-1,,source", "line 3: '-1' is no rank")]
    [InlineData("e,,,m2,reason,counter,counter,requests_total,requests,1,sum,,,0,,source", "line 3: 'reason' is no condition")]
    [InlineData("e,v1,,m2,,counter,counter,requests_total,requests,1,sum,,,0,,source", "line 3: 'v1' is no version")]
    [InlineData("e,0.9,0.2,m2,,counter,counter,requests_total,requests,1,sum,,,0,,source", "line 3: since 0.9 is not before until 0.2")]
    [InlineData("e,,,m2,,counter,counter,requests_total,requests,1,sum,,end_user,0,,source", "line 3: label 'end_user' may tell a person")]
    [InlineData("e,,,m2,,counter,counter,requests_total,requests,1,sum,,,0,,", "line 3: column evidence is empty")]
    [InlineData("e,,,m2,,counter,ignore,,requests,,,,,,,source", "line 3: what is left out needs a note")]
    [InlineData("e,,,m2,,counter,ignore,requests_total,requests,,,,,,why,source", "line 3: a metric that is left out feeds no signal")]
    [InlineData("e,,,m_total,,counter,counter,requests_total,requests,1,sum,,,0,,source", "line 3: says again what line 2 says")]
    [InlineData("e,0.9,,m_total,,counter,counter,requests_total,requests,1,sum,,,0,,source", "versions overlap those of line 2")]
    public void A_fault_is_refused_with_its_line(string row, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<InvalidDataException>(() => Read(Header + Good + row)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(
            Header + Good + "e,,,m2,,counter,counter,a,requests,1,sum,,,0,,source\ne,,,m3,,counter,counter,b,requests,x,sum,,,0,,source\n")).Message;
        Assert.Contains("line 3: 'a' is no signal", message, StringComparison.Ordinal);
        Assert.Contains("line 4: 'b' is no signal", message, StringComparison.Ordinal);
        Assert.Contains("line 4: 'x' is no factor", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_missing_is_named() =>
        Assert.Contains("fold", Assert.Throws<InvalidDataException>(() => Read(Header.Replace("fold,", "", StringComparison.Ordinal) + Good)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0.8", 1)]
    [InlineData("0.9", 100)]
    [InlineData("1.0", 100)]
    [InlineData(null, 100)]
    public void Rows_that_differ_in_versions_alone_stand_for_one_another(string? version, double factor)
    {
        var map = Read(
            Header +
            "e,,0.9,load,,gauge,gauge,gpu_utilisation_ratio,ratio,1,mean,,,0,,source\n" +
            "e,0.9,,load,,gauge,gauge,gpu_utilisation_ratio,cent,100,mean,,,0,,source\n");

        Assert.Equal(factor, Assert.Single(map.Resolve("load", [], "e", version is null ? null : Version.Parse(version))).Factor);
    }

    [Theory]
    [InlineData("reason=abort|error", "abort", true)]
    [InlineData("reason=abort|error", "stop", false)]
    [InlineData("reason=abort|error", null, false)]
    [InlineData("reason!=abort|error", "stop", true)]
    [InlineData("reason!=abort|error", "abort", false)]
    [InlineData("reason!=abort", null, true)]
    [InlineData("reason=0|", "0", true)]
    [InlineData("reason=0|", null, true)]
    [InlineData("reason=0|", "1", false)]
    [InlineData("reason=*", "any", true)]
    [InlineData("reason=*", null, false)]
    [InlineData("reason=ab*", "abort", true)]
    [InlineData("reason=ab*", "Abort", false)]
    public void Conditions_select_by_value_beginning_and_absence(string select, string? value, bool selected)
    {
        var map = Read(Header + $"e,,,m_total,{select},counter,counter,requests_total,requests,1,sum,,,0,,source\n");

        Assert.Equal(selected, map.Resolve("m_total", value is null ? [] : Excerpt.Labels(("reason", value)), "e").Count == 1);
    }

    private static MetricMap Read(string text) => MetricMap.Read(new StringReader(text));
}
