using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Decomposition;

/// <summary>
/// The gap between two countries taken apart by an identity: which figures entered, the ratio of every factor with its 90 % interval, and the terms that add up to
/// the difference. Terms exist when every factor of both countries is known; else <see cref="Obstacles"/> says which figures of whom are missing.
/// </summary>
/// <param name="Identity">The identity.</param>
/// <param name="Pairs">Per indicator the figures of both countries and what may be done with them, in the order of <see cref="Identity.Indicators"/>.</param>
/// <param name="Obstacles">What keeps the gap from being taken apart; none when it is.</param>
/// <param name="Total">The total.</param>
/// <param name="Factors">In the order of the identity.</param>
/// <param name="TotalWithNumbers">The total's formula with the digits of the country's figures; null where one is missing.</param>
/// <param name="ReferenceTotalWithNumbers">The same of the reference country.</param>
public sealed record GapDecomposition(
    Identity Identity,
    IReadOnlyList<(InputIndicator Indicator, PairChoice Pair)> Pairs,
    IReadOnlyList<Obstacle> Obstacles,
    DecomposedPart Total,
    IReadOnlyList<DecomposedFactor> Factors,
    string? TotalWithNumbers,
    string? ReferenceTotalWithNumbers)
{
    /// <summary>Whether terms exist.</summary>
    public bool IsDecomposed => Total.Term is not null;

    /// <summary>One entry per group, in their order.</summary>
    public IReadOnlyList<DecomposedGroup> Groups => [.. FactorGroups.All.Select(Group)];

    /// <summary>
    /// Chooses figures and computes. Figures of the primary indicator are chosen as a pair (<see cref="FigureSelection.Pair"/>). Every other input is, per country, the
    /// figure nearest to its primary figure, within two years, on the first definition on which both countries have figures that may be
    /// divided; each figure is chosen once, however many factors read it. Two figures are never divided across definitions or controls.
    /// </summary>
    /// <param name="identity">The identity.</param>
    /// <param name="offered">
    /// What is published per indicator: for the primary one entry, the definition and control asked for; for others one per definition, in the order in which they are
    /// tried. An indicator that is not listed is not published at all.
    /// </param>
    public static GapDecomposition Of(Identity identity, IReadOnlyDictionary<InputIndicator, IReadOnlyList<InputCandidates>> offered)
    {
        var primary = identity.PrimaryIndicator;
        var main = offered.GetValueOrDefault(primary) is [var asked, ..] ? FigureSelection.Pair(asked.Country, asked.Reference, asked.Preferences) : Nothing;
        var pairs = identity.Indicators
            .Select(indicator => (Indicator: indicator, Pair: indicator == primary ? main : Beside(main, offered.GetValueOrDefault(indicator) ?? [])))
            .ToArray();
        var obstacles = pairs.SelectMany(entry => ObstaclesOf(entry.Indicator, entry.Indicator == primary, entry.Pair, offered)).ToList();

        var country = ValuesOf(pairs, Side.Country);
        var reference = ValuesOf(pairs, Side.Reference);
        var total = Part(identity.Total, country, reference, pairs, obstacles);
        var factors = identity.Factors.Select(factor => new DecomposedFactor(
            factor, Part(factor.Formula, country, reference, pairs, obstacles), Text(factor.Formula, country), Text(factor.Formula, reference))).ToArray();
        return WithTerms(new(identity, pairs, obstacles, total, factors, Text(identity.Total, country), Text(identity.Total, reference)));
    }

    private static readonly PairChoice Nothing = new(null, null, new(ComparabilityKind.NotComparable, null));

    private static GapDecomposition WithTerms(GapDecomposition plain)
    {
        if (plain.Obstacles.Count > 0
            || plain.Total is not { Country: { } own, Reference: { } theirs }
            || plain.Factors.Any(factor => factor.Part.Country is null || factor.Part.Reference is null))
            return plain;

        var difference = theirs - own;
        var terms = LogarithmicMean.Terms(
            own.Central, theirs.Central, [.. plain.Factors.Select(factor => (factor.Part.Country!.Value.Central, factor.Part.Reference!.Value.Central))]);
        // Of the sum and not of the difference, from which rounding may keep it apart.
        var sum = own.Central == theirs.Central ? 0 : terms.Sum();
        return plain with
        {
            Total = plain.Total with { Term = difference, Share = sum == 0 ? null : 1 },
            Factors =
            [
                .. plain.Factors.Zip(terms, (factor, term) => factor with
                {
                    Part = factor.Part with { Term = IntervalOf(term, factor.Part.Ratio, own, theirs, difference), Share = sum == 0 ? null : term / sum },
                }),
            ],
        };
    }

    private static Estimate IntervalOf(double term, Estimate? ratio, Estimate own, Estimate theirs, Estimate difference)
    {
        if (own.Central > 0 && theirs.Central > 0 && ratio is { IsPositive: true } around)
        {
            var mean = LogarithmicMean.Of(theirs.Central, own.Central);
            return Around(term, mean * Math.Log(around.Low), mean * Math.Log(around.High));
        }
        // At zero the factor takes its part of the whole difference, and of its uncertainty.
        var part = difference.Central == 0 ? 0 : term / difference.Central;
        return Around(term, part * difference.Low, part * difference.High);
    }

    private static Estimate Around(double central, double one, double other) =>
        new(Math.Min(central, Math.Min(one, other)), central, Math.Max(central, Math.Max(one, other)));

    private DecomposedGroup Group(FactorGroup group)
    {
        var members = Factors.Where(factor => factor.Factor.Kind.Group() == group).ToArray();
        Estimate? term = members.Length > 0 && IsDecomposed
            ? new(Sum(part => part.Low), Sum(part => part.Central), Sum(part => part.High))
            : null;
        double? share = term is null || Total.Share is null ? null : members.Sum(member => member.Part.Share!.Value);
        return new(group, [.. members.Select(member => member.Factor)], term, share);

        double Sum(Func<Estimate, double> end) => members.Sum(member => end(member.Part.Term!.Value));
    }

    /// <summary>The pair of an input that is not the primary one.</summary>
    private static PairChoice Beside(PairChoice main, IReadOnlyList<InputCandidates> offered)
    {
        var pairs = offered.Select(candidates => Nearest(main, candidates)).ToArray();
        var whole = pairs.Where(pair => pair is { Country: not null, Reference: not null }).ToArray();
        if (whole.MinBy(pair => pair.Comparability.Kind) is { } best)
            return best;
        var country = pairs.Select(pair => pair.Country).FirstOrDefault(choice => choice is not null);
        var reference = pairs.Select(pair => pair.Reference).FirstOrDefault(choice => choice is not null);
        return new(country, reference, country is null || reference is null ? Nothing.Comparability : Comparability.Of(country.Figure, reference.Figure));
    }

    private static PairChoice Nearest(PairChoice main, InputCandidates candidates)
    {
        var country = NearestTo(main.Country ?? main.Reference, candidates.Country, candidates.Preferences);
        var reference = NearestTo(main.Reference ?? main.Country, candidates.Reference, candidates.Preferences);
        return new(country, reference, country is null || reference is null ? Nothing.Comparability : Comparability.Of(country.Figure, reference.Figure));
    }

    private static FigureChoice? NearestTo(
        FigureChoice? beside, IReadOnlyCollection<Figure> figures, IReadOnlyCollection<StatedPreference> preferences) => beside is null
        ? FigureSelection.Latest(figures, preferences)
        : FigureSelection.Nearest(beside.Figure.Period, figures, preferences);

    private static IEnumerable<Obstacle> ObstaclesOf(
        InputIndicator indicator, bool isPrimary, PairChoice pair, IReadOnlyDictionary<InputIndicator, IReadOnlyList<InputCandidates>> offered)
    {
        if (!offered.ContainsKey(indicator))
        {
            yield return new(indicator, null, new(Reason.NoIndicator, $"No figure of {indicator.Code} is published for any country."));
            yield break;
        }
        if (pair.Country is null)
            yield return new(indicator, Side.Country, new(Reason.NoCountryFigure, $"No figure of {indicator.Code} is published for the country that could enter."));
        if (pair.Reference is null)
        {
            yield return new(
                indicator, Side.Reference, new(Reason.NoReferenceFigure, $"No figure of {indicator.Code} is published for the reference country that could enter."));
        }
        if (pair is not { Country.Figure: { } own, Reference.Figure: { } theirs })
            yield break;
        if (own.Country == theirs.Country)
        {
            if (isPrimary)
                yield return new(indicator, null, new(Reason.SameCountry, "A country is not compared with itself."));
        }
        else if (pair.Comparability is { Kind: not ComparabilityKind.Ratio, Reason: { } reason })
            yield return new(indicator, null, reason);
    }

    /// <summary>The values of one country that formulas may read: exact and national figures. Formulas know only one side.</summary>
    private static Dictionary<Formula.Input, InputValue> ValuesOf((InputIndicator Indicator, PairChoice Pair)[] pairs, Side side)
    {
        var values = new Dictionary<Formula.Input, InputValue>();
        foreach (var (indicator, pair) in pairs)
        {
            if ((side == Side.Country ? pair.Country : pair.Reference)?.Figure is { Bound: Bound.Exact, Coverage: Coverage.National, IsUsable: true } figure)
                values.Add(Formula.Country(indicator), new(figure.Estimate, figure.Unit, figure.ValueText, figure.Period));
        }
        return values;
    }

    private static DecomposedPart Part(
        Formula formula, Dictionary<Formula.Input, InputValue> country, Dictionary<Formula.Input, InputValue> reference,
        (InputIndicator Indicator, PairChoice Pair)[] pairs, List<Obstacle> obstacles)
    {
        var own = Evaluate(formula, Side.Country, country, obstacles);
        var theirs = Evaluate(formula, Side.Reference, reference, obstacles);
        // Two figures that may not be divided make no factor, and neither is shown as if it were one.
        var inputs = formula.Inputs.Select(input => input.Indicator).ToHashSet();
        if (pairs.Any(entry => inputs.Contains(entry.Indicator)
                && entry.Pair is { Country: not null, Reference: not null, Comparability.Kind: not ComparabilityKind.Ratio }))
            return DecomposedPart.Unknown();
        if (own is not { } one || theirs is not { } other || obstacles.Any(obstacle => obstacle.Reason.Code == Reason.SameCountry))
            return DecomposedPart.Unknown(own, theirs);
        try
        {
            return DecomposedPart.Of(one, other);
        }
        catch (OverflowException)
        {
            obstacles.Add(new(formula.Inputs.First().Indicator, null, new(Reason.OutOfRange, "The figures are too far apart for a ratio to be computed.")));
            return DecomposedPart.Unknown(own, theirs);
        }
    }

    private static Estimate? Evaluate(Formula formula, Side side, Dictionary<Formula.Input, InputValue> values, List<Obstacle> obstacles)
    {
        if (formula.Inputs.Any(input => !values.ContainsKey(input)))
            return null;
        try
        {
            return formula.Evaluate(values);
        }
        catch (ArithmeticException exception)
        {
            var indicator = formula.Inputs.FirstOrDefault(input => values[input].Estimate.Contains(0))?.Indicator ?? formula.Inputs.First().Indicator;
            var reason = exception is OverflowException
                ? new Reason(Reason.OutOfRange, "The figures are too far apart for a result to be computed.")
                : new Reason(Reason.ZeroDenominator, $"The figure of {indicator.Code} is zero or not to be told from zero, and is divided by.");
            // Several factors may divide by one figure, which is said once.
            if (!obstacles.Any(known => known.Indicator == indicator && known.Side == side && known.Reason.Code == reason.Code))
                obstacles.Add(new(indicator, side, reason));
            return null;
        }
    }

    private static string? Text(Formula formula, Dictionary<Formula.Input, InputValue> values) =>
        formula.Inputs.All(values.ContainsKey) ? formula.ToText(values) : null;
}
