using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Uncertainty;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>The parts of a gap as people read them.</summary>
public static class DecompositionWords
{
    public static string Text(this FactorGroup group) => group switch
    {
        FactorGroup.Given => "given: size, wealth, people, prices",
        FactorGroup.CapitalBound => "capital-bound",
        FactorGroup.SoftwareAddressable => "software-addressable",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    /// <summary>What that means for whoever wants to close the gap.</summary>
    public static string Meaning(this FactorGroup group) => group switch
    {
        FactorGroup.Given => "Neither building data centres nor better software changes it.",
        FactorGroup.CapitalBound => "Only building closes it: data centres, accelerators, power stations.",
        FactorGroup.SoftwareAddressable => "Software and operation can close it, on the machines that stand there.",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    /// <param name="verdict">Who has more.</param>
    /// <param name="country">The country's name.</param>
    /// <param name="reference">The reference country's name.</param>
    public static string Text(this PartVerdict verdict, string country, string reference) => verdict switch
    {
        PartVerdict.ReferenceHasMore => $"{reference} has more",
        PartVerdict.CountryHasMore => $"{country} has more",
        PartVerdict.Level => "level",
        PartVerdict.NotDistinguishable => "not distinguishable from 1",
        PartVerdict.Unknown => "not known",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>A result shows no more figures than the least precise of what it rests on, and at least two.</summary>
    /// <param name="row">The line.</param>
    /// <param name="side">Whose value is shown; null for what rests on both.</param>
    public static int Figures(this DecompositionRow row, Side? side = null) => Math.Max(2, row.Inputs
        .Where(input => side is null || input.Input.Side == side).Select(input => input.Observation).OfType<PublishedObservation>()
        .Select(figure => Numbers.FiguresOf(figure.ValueText)).Append(Numbers.Figures).Min());

    /// <summary>A part of a gap with its sign: "+64.2", "−26.9".</summary>
    public static string WithSign(double value) => value > 0 ? "+" + Numbers.Words(value) : Numbers.Words(value);

    /// <summary>The interval, where it says more than the number.</summary>
    public static string? Interval(Estimate? estimate, int figures = Numbers.Figures) =>
        estimate is { } of && Numbers.Words(of.Low, figures) != Numbers.Words(of.High, figures) ? Numbers.Range(of.Low, of.High, figures) : null;
}
