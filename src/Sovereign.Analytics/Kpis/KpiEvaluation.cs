using System.Globalization;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>
/// One evaluation of a key figure: which figures entered, what came out, and the formula with their digits.
/// </summary>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why there is no plain value, or what to mind about it; null when there is nothing to add.</param>
/// <param name="Value">The result in the key figure's unit; null unless the figures allow one. Never zero for want of data.</param>
/// <param name="Choices">
/// For each input of the formula, in its order, the figure that was chosen, for a series one entry per point; null where there is none.
/// </param>
/// <param name="WithNumbers">The formula with the digits of the figures; null when one is missing.</param>
public sealed record KpiEvaluation(
    KpiStatus Status,
    Reason? Reason,
    Estimate? Value,
    IReadOnlyList<(Formula.Input Input, FigureChoice? Choice)> Choices,
    string? WithNumbers)
{
    /// <summary>
    /// Chooses figures and evaluates. Inputs of the primary indicator on both sides are chosen as a pair (<see cref="FigureSelection.Pair"/>);
    /// on one side the latest is taken; a figure and a series are chosen together (<see cref="SeriesSelection"/>). Every other input is the
    /// figure nearest to the primary figure of its side, within two years; for a series the nearest to each point, and points without one are left out.
    /// </summary>
    /// <param name="kpi">The key figure.</param>
    /// <param name="published">What is published, per input; an input that is not listed has no figures.</param>
    /// <param name="within">When given, only figures of the primary indicator whose period lies in it are used.</param>
    public static KpiEvaluation Of(Kpi kpi, IReadOnlyDictionary<Formula.Input, KpiFigures> published, Period? within = null)
    {
        var inputs = kpi.Formula.Inputs.ToArray();
        var (chosen, known) = ChoosePrimary(kpi, inputs, published, within);
        ChooseOthers(inputs, chosen, published);
        var choices = inputs
            .SelectMany(input => chosen[input].Cast<FigureChoice?>().DefaultIfEmpty(null), (input, choice) => (Input: input, Choice: choice))
            .ToArray();
        var values = Values(inputs, chosen);
        // A series that is too short says so itself; else what is missing is said first.
        if (known is { Status: KpiStatus.NoVerdict } && kpi.ReadsSeries)
            return new(known.Status, known.Reason, null, choices, null);
        if (values is null)
            return new(KpiStatus.NoVerdict, MissingInput(kpi, choices, within is not null), null, choices, null);
        var withNumbers = kpi.Formula.ToText(values);
        if ((Refuse(choices, known) ?? known) is { } verdict && (verdict.Status != KpiStatus.KnownAtLeast || kpi.Compares))
            return new(verdict.Status, verdict.Reason, null, choices, withNumbers);

        try
        {
            var answer = kpi.Evaluate(values);
            if (answer.Value is { } value && OutOfRange(kpi, value) is { } reason)
                return new(KpiStatus.NoVerdict, reason, null, choices, withNumbers);
            // One lower bound on top of a formula gives a value that is at least so much.
            return known is { } bound
                ? new(bound.Status, bound.Reason, answer.Value, choices, withNumbers)
                : new(answer.Status, answer.Remark, answer.Value, choices, withNumbers);
        }
        catch (ArithmeticException exception)
        {
            var reason = exception is OverflowException
                ? new Reason(Reason.OutOfRange, "The figures are too far apart for a result to be computed.")
                : new Reason(Reason.ZeroDenominator, "A figure that the formula divides by, or takes the logarithm of, is zero or not to be told from zero.");
            return new(KpiStatus.NoVerdict, reason, null, choices, withNumbers);
        }
    }

    private static (Dictionary<Formula.Input, IReadOnlyList<FigureChoice>> Choices, Verdict? Verdict) ChoosePrimary(
        Kpi kpi, Formula.Input[] inputs, IReadOnlyDictionary<Formula.Input, KpiFigures> published, Period? within)
    {
        var primary = inputs.Where(input => input.Indicator == kpi.PrimaryIndicator).ToArray();
        var country = primary.FirstOrDefault(input => input.Side == Side.Country);
        var reference = primary.FirstOrDefault(input => input.Side == Side.Reference);
        if (country is not null && reference is { IsSeries: true })
        {
            // The series is what the country is placed in: a period asked for restricts the country's figure alone.
            var (own, theirs) = (Offered(country, published, within), Offered(reference, published, null));
            var series = SeriesSelection.Choose(own.Figures, theirs.Figures, own.Preferences);
            return (new() { [country] = Listed(series.Country), [reference] = series.Points }, OfSeries(series));
        }
        if (country is not null && reference is not null)
        {
            var (own, theirs) = (Offered(country, published, within), Offered(reference, published, within));
            var pair = FigureSelection.Pair(own.Figures, theirs.Figures, own.Preferences);
            return (new() { [country] = Listed(pair.Country), [reference] = Listed(pair.Reference) }, OfPair(pair));
        }

        var single = country ?? reference ?? throw new ArgumentException($"{kpi.Code} does not read its primary indicator.", nameof(kpi));
        var offered = Offered(single, published, within);
        var latest = FigureSelection.Latest(offered.Figures, offered.Preferences);
        return (new() { [single] = Listed(latest) }, latest?.Figure.Bound == Bound.Lower ? AtLeast(latest.Figure) : null);
    }

    /// <summary>Adds what stands beside the primary figures; of series only the points that have everything are kept.</summary>
    private static void ChooseOthers(
        Formula.Input[] inputs, Dictionary<Formula.Input, IReadOnlyList<FigureChoice>> chosen,
        IReadOnlyDictionary<Formula.Input, KpiFigures> published)
    {
        var primary = chosen.Where(entry => entry.Value.Count > 0).ToArray();
        var spine = primary.Where(entry => entry.Key.IsSeries).Select(entry => entry.Key).FirstOrDefault();
        foreach (var input in inputs.Where(input => !chosen.ContainsKey(input)))
        {
            if (!input.IsSeries)
            {
                var figure = primary.OrderBy(entry => entry.Key.Side == input.Side ? 0 : 1).FirstOrDefault().Value?[^1];
                chosen.Add(input, Listed(Nearest(input, figure, published)));
                continue;
            }
            var beside = spine is null ? [] : chosen[spine].Select(point => Nearest(input, point, published)).ToArray();
            foreach (var series in chosen.Keys.Where(key => key.IsSeries).ToArray())
                chosen[series] = [.. chosen[series].Where((_, i) => beside[i] is not null)];
            chosen.Add(input, [.. beside.OfType<FigureChoice>()]);
        }
    }

    private static IReadOnlyList<FigureChoice> Listed(FigureChoice? choice) => choice is null ? [] : [choice];

    private static Verdict? OfSeries(SeriesChoice series) => series.Reason switch
    {
        null => null,
        { Code: Reason.NotNational or Reason.OneSidedBound } limited => new(KpiStatus.NotComparable, limited),
        // Which indicator is missing is said where all inputs are looked at.
        { Code: Reason.NoCountryFigure or Reason.NoReferenceFigure } => null,
        var reason => new(KpiStatus.NoVerdict, reason),
    };

    /// <summary>Null when the pair may be divided, and when a side is missing, which is told apart later.</summary>
    private static Verdict? OfPair(PairChoice pair)
    {
        if (pair.Country is null || pair.Reference is null)
            return null;
        if (pair.Country.Figure.Country == pair.Reference.Figure.Country)
            return new(KpiStatus.NoVerdict, new(Reason.SameCountry, "A country is not compared with itself."));
        return pair.Comparability switch
        {
            { Kind: ComparabilityKind.KnownAtLeast, Reason: { } reason } => new(KpiStatus.KnownAtLeast, reason),
            { Kind: ComparabilityKind.NotComparable, Reason: { } reason } => new(KpiStatus.NotComparable, reason),
            _ => null,
        };
    }

    private static KpiFigures Offered(Formula.Input input, IReadOnlyDictionary<Formula.Input, KpiFigures> published, Period? within)
    {
        var all = published.GetValueOrDefault(input, KpiFigures.None);
        return within is { } period ? all with { Figures = [.. all.Figures.Where(figure => period.Contains(figure.Period))] } : all;
    }

    private static FigureChoice? Nearest(Formula.Input input, FigureChoice? beside, IReadOnlyDictionary<Formula.Input, KpiFigures> published)
    {
        var offered = published.GetValueOrDefault(input, KpiFigures.None);
        return beside is null
            ? FigureSelection.Latest(offered.Figures, offered.Preferences)
            : FigureSelection.Nearest(beside.Figure.Period, offered.Figures, offered.Preferences);
    }

    private static Dictionary<Formula.Input, InputValue>? Values(
        Formula.Input[] inputs, Dictionary<Formula.Input, IReadOnlyList<FigureChoice>> chosen)
    {
        if (inputs.Any(input => chosen[input].Count == 0))
            return null;
        return inputs.ToDictionary(
            input => input,
            input => input.IsSeries ? new SeriesValue([.. chosen[input].Select(ValueOf)]) : ValueOf(chosen[input][0]));
    }

    private static InputValue ValueOf(FigureChoice choice) =>
        new(choice.Figure.Estimate, choice.Figure.Unit, choice.Figure.ValueText, choice.Figure.Period);

    /// <summary>
    /// Whether a chosen figure keeps the formula from being a statement about the whole country. Where the primary figures already have a verdict
    /// on their bounds, only coverage is asked.
    /// </summary>
    private static Verdict? Refuse((Formula.Input Input, FigureChoice? Choice)[] choices, Verdict? known)
    {
        if (known is { Status: not KpiStatus.KnownAtLeast })
            return null;
        foreach (var (_, choice) in choices)
        {
            if (choice?.Figure is not { } figure)
                continue;
            if (figure.Coverage != Coverage.National)
            {
                return new(
                    KpiStatus.NotComparable,
                    new(Reason.NotNational, $"{figure.Country}'s figure of {figure.Indicator} for {figure.Period} covers only a part of the country."));
            }
            if (figure.Bound != Bound.Exact && !(known is not null && figure.Bound == Bound.Lower))
            {
                return new(
                    KpiStatus.NotComparable,
                    new(Reason.OneSidedBound, $"{figure.Country}'s figure of {figure.Indicator} for {figure.Period} is only a bound."));
            }
        }
        return null;
    }

    private static Verdict AtLeast(Figure figure) =>
        new(KpiStatus.KnownAtLeast, new(Reason.LowerBounds, $"{figure.Country}'s figure for {figure.Period} is a lower bound: the value is at least this."));

    private static Reason MissingInput(Kpi kpi, (Formula.Input Input, FigureChoice? Choice)[] choices, bool restricted)
    {
        var missing = choices.Where(entry => entry.Choice is null).MinBy(entry => entry.Input.Side).Input;
        var isPrimary = missing.Indicator == kpi.PrimaryIndicator;
        if (isPrimary && restricted)
            return new(Reason.NoFigureInPeriod, $"No figure of {missing.Indicator.Code} is published for the period asked for.");
        var where = isPrimary ? "on this definition and control" : "near enough in time";
        return missing.Side == Side.Country
            ? new(Reason.NoCountryFigure, $"No figure of {missing.Indicator.Code} is published for the country {where}.")
            : new(Reason.NoReferenceFigure, $"No figure of {missing.Indicator.Code} is published for the reference country {where}.");
    }

    private static Reason? OutOfRange(Kpi kpi, Estimate value) => value.Central < kpi.Minimum || value.Central > kpi.Maximum
        ? new(Reason.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"The result, {value.Central}, is not possible for {kpi.Title}."))
        : null;

    private sealed record Verdict(KpiStatus Status, Reason Reason);
}
