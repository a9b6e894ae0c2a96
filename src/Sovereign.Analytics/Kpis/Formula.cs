using System.Globalization;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Kpis;

/// <summary>
/// A formula as a value: one definition that is evaluated with intervals, printed with names, printed with numbers, and exported for recomputation.
/// <code>Reference(Indicators.DatacenterPower) / Country(Indicators.DatacenterPower)</code>
/// Each input may stand in a formula once, because inputs are combined as independent (see <see cref="Estimate"/>).
/// An input is a figure or a series of figures; a formula over series is a series too, taken point by point (see <see cref="YearsBehind"/>).
/// </summary>
public abstract record Formula
{
    // The kinds of formula are a closed list: those in this file.
    private Formula() { }

    public static Input Country(InputIndicator indicator) => new(Side.Country, indicator);

    public static Input Reference(InputIndicator indicator) => new(Side.Reference, indicator);

    /// <summary>All figures of the reference country up to the period of the country's, of one source.</summary>
    public static Input ReferenceSeries(InputIndicator indicator) => new(Side.Reference, indicator, IsSeries: true);

    /// <summary>How many years ago the series had what the country has now.</summary>
    /// <param name="own">Reads figures of the country; the first of them gives the time.</param>
    /// <param name="series">Reads series of the reference country; the first of them gives the times.</param>
    /// <param name="better">Whether more or less is better.</param>
    public static Formula YearsSince(Formula own, Formula series, Direction better) => new YearsBehind(own, series, better);

    public static Formula Ln(Formula of) => new NaturalLogarithm(of);

    public static Formula Pow(Formula of, double exponent) => new Power(of, exponent);

    public static Formula Min(Formula left, Formula right) => new Operation(Operator.Min, left, right);

    public static Formula Max(Formula left, Formula right) => new Operation(Operator.Max, left, right);

    public static Formula operator +(Formula left, Formula right) => new Operation(Operator.Plus, left, right);

    public static Formula operator -(Formula left, Formula right) => new Operation(Operator.Minus, left, right);

    public static Formula operator *(Formula left, Formula right) => new Operation(Operator.Times, left, right);

    public static Formula operator /(Formula left, Formula right) => new Operation(Operator.Over, left, right);

    public static implicit operator Formula(double constant) => new Constant(constant);

    /// <summary>All inputs, in the order in which they stand in the text.</summary>
    public abstract IEnumerable<Input> Inputs { get; }

    /// <summary>
    /// Evaluates with one value per input, in the units of <see cref="InputIndicator.Unit"/> and the formula's own conversions.
    /// </summary>
    /// <exception cref="KeyNotFoundException">An input has no value.</exception>
    /// <exception cref="ArithmeticException">A divisor's interval contains zero, a logarithm or power meets an interval that reaches zero,
    /// or the result exceeds the range of a double.</exception>
    public abstract Estimate Evaluate(IReadOnlyDictionary<Input, InputValue> inputs);

    /// <summary>
    /// As <see cref="Evaluate"/>, for formulas whose result may be no plain value: a distance in years may be a bound, or the country may be ahead.
    /// </summary>
    /// <exception cref="KeyNotFoundException">An input has no value.</exception>
    /// <exception cref="ArithmeticException">As <see cref="Evaluate"/>.</exception>
    public virtual FormulaAnswer Answer(IReadOnlyDictionary<Input, InputValue> inputs) => new(KpiStatus.Value, Evaluate(inputs), null);

    /// <summary>The formula with names: <c>reference(datacenter-power) ÷ country(datacenter-power)</c>.</summary>
    public string ToText() => Print(null);

    /// <summary>The formula with the digits of the inputs in place of their names: <c>53.7 GW ÷ 3.6 GW</c>.</summary>
    /// <exception cref="KeyNotFoundException">An input has no value.</exception>
    public string ToText(IReadOnlyDictionary<Input, InputValue> inputs) => Print(inputs);

    public sealed override string ToString() => ToText();

    /// <summary>How strongly the outermost operator binds: 1 for sums, 2 for products, 3 for what needs no brackets.</summary>
    private protected virtual int Binding => 3;

    private protected abstract string Print(IReadOnlyDictionary<Input, InputValue>? inputs);

    private protected string PrintInside(int binding, IReadOnlyDictionary<Input, InputValue>? inputs) =>
        Binding < binding ? $"({Print(inputs)})" : Print(inputs);

    /// <summary>A country's figure of an indicator, or its series.</summary>
    public sealed record Input(Side Side, InputIndicator Indicator, bool IsSeries = false) : Formula
    {
        public override IEnumerable<Input> Inputs => [this];

        /// <summary>The same input times the conversion into another unit, which is printed as part of the formula.</summary>
        /// <exception cref="ArgumentException">The units have different dimensions.</exception>
        public Formula In(Unit unit) => this * new Conversion(Indicator.Unit, unit);

        public override Estimate Evaluate(IReadOnlyDictionary<Input, InputValue> inputs)
        {
            var value = inputs[this];
            return value.Unit == Indicator.Unit
                ? value.Estimate
                : value.Estimate * Estimate.Exact(value.Unit.FactorTo(Indicator.Unit));
        }

        private protected override string Print(IReadOnlyDictionary<Input, InputValue>? inputs)
        {
            if (inputs is null)
                return $"{(Side == Side.Country ? "country" : "reference")}{(IsSeries ? "-series" : "")}({Indicator.Code})";
            var value = inputs[this];
            return value.Unit.Symbol.Length == 0 ? value.Text : $"{value.Text} {value.Unit.Symbol}";
        }
    }

    /// <summary>An exact number.</summary>
    public sealed record Constant(double Value) : Formula
    {
        public override IEnumerable<Input> Inputs => [];

        public override Estimate Evaluate(IReadOnlyDictionary<Input, InputValue> inputs) => Estimate.Exact(Value);

        private protected override string Print(IReadOnlyDictionary<Input, InputValue>? inputs) => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>How many of one unit make one of another, which formulas print with both symbols.</summary>
    public sealed record Conversion : Formula
    {
        /// <exception cref="ArgumentException">The units have different dimensions.</exception>
        public Conversion(Unit from, Unit to)
        {
            (From, To) = (from, to);
            Factor = from.FactorTo(to);
        }

        public Unit From { get; }

        public Unit To { get; }

        public double Factor { get; }

        public override IEnumerable<Input> Inputs => [];

        public override Estimate Evaluate(IReadOnlyDictionary<Input, InputValue> inputs) => Estimate.Exact(Factor);

        private protected override string Print(IReadOnlyDictionary<Input, InputValue>? inputs) =>
            string.Create(CultureInfo.InvariantCulture, $"{Factor:0.############################} {To.Symbol} per {From.Symbol}");
    }

    public enum Operator
    {
        Plus,
        Minus,
        Times,
        Over,
        Min,
        Max,
    }

    /// <summary>Two formulas joined by an operator.</summary>
    public sealed record Operation(Operator By, Formula Left, Formula Right) : Formula
    {
        public override IEnumerable<Input> Inputs => Left.Inputs.Concat(Right.Inputs);

        public override Estimate Evaluate(IReadOnlyDictionary<Input, InputValue> inputs)
        {
            var (left, right) = (Left.Evaluate(inputs), Right.Evaluate(inputs));
            return By switch
            {
                Operator.Plus => left + right,
                Operator.Minus => left - right,
                Operator.Times => left * right,
                Operator.Over => left / right,
                Operator.Min => Estimate.Min(left, right),
                Operator.Max => Estimate.Max(left, right),
                _ => throw new InvalidOperationException($"Operator {By} is unknown."),
            };
        }

        private protected override int Binding => By switch
        {
            Operator.Plus or Operator.Minus => 1,
            Operator.Times or Operator.Over => 2,
            _ => 3,
        };

        private protected override string Print(IReadOnlyDictionary<Input, InputValue>? inputs)
        {
            if (By is Operator.Min or Operator.Max)
                return $"{(By is Operator.Min ? "min" : "max")}({Left.Print(inputs)}, {Right.Print(inputs)})";
            var sign = By switch
            {
                Operator.Plus => '+',
                Operator.Minus => '−',
                Operator.Times => '×',
                _ => '÷',
            };
            // Minus and over are not associative: what stands to their right keeps its brackets even when it binds as strongly.
            var right = By is Operator.Minus or Operator.Over ? Binding + 1 : Binding;
            return $"{Left.PrintInside(Binding, inputs)} {sign} {Right.PrintInside(right, inputs)}";
        }
    }

    public sealed record NaturalLogarithm(Formula Of) : Formula
    {
        public override IEnumerable<Input> Inputs => Of.Inputs;

        public override Estimate Evaluate(IReadOnlyDictionary<Input, InputValue> inputs) => Estimate.Ln(Of.Evaluate(inputs));

        private protected override string Print(IReadOnlyDictionary<Input, InputValue>? inputs) => $"ln({Of.Print(inputs)})";
    }

    /// <summary>
    /// How many years ago the reference had what the country has: see <see cref="DistanceInYears"/>. Stands alone, never inside another formula,
    /// which could not say that a part of it is only a bound. Printed as <c>years-behind(country(a), reference-series(a), more is better)</c>.
    /// </summary>
    public sealed record YearsBehind(Formula Own, Formula Series, Direction Better) : Formula
    {
        public override IEnumerable<Input> Inputs => Own.Inputs.Concat(Series.Inputs);

        /// <exception cref="ArithmeticException">There is no number: the country is ahead, or the series is too short.</exception>
        public override Estimate Evaluate(IReadOnlyDictionary<Input, InputValue> inputs) =>
            Measure(inputs) is { Years: { } years } ? years : throw new ArithmeticException("There is no distance in years between these values.");

        public override FormulaAnswer Answer(IReadOnlyDictionary<Input, InputValue> inputs)
        {
            var distance = Measure(inputs);
            return new(
                distance.Kind switch
                {
                    DistanceKind.Value => KpiStatus.Value,
                    DistanceKind.MoreThan => KpiStatus.KnownAtLeast,
                    DistanceKind.Ahead => KpiStatus.Ahead,
                    DistanceKind.Unknown => KpiStatus.NoVerdict,
                    _ => throw new InvalidOperationException($"Kind {distance.Kind} is unknown."),
                },
                distance.Years, distance.Remark);
        }

        private DistanceInYears Measure(IReadOnlyDictionary<Input, InputValue> inputs) => DistanceInYears.Of(
            new(PeriodOf(Own, inputs), Own.Evaluate(inputs)),
            [.. PointsOf(inputs).Select(point => new TimedEstimate(PeriodOf(Series, point), Series.Evaluate(point)))],
            Better);

        private protected override string Print(IReadOnlyDictionary<Input, InputValue>? inputs)
        {
            var better = Better == Direction.Higher ? "more is better" : "less is better";
            if (inputs is null)
                return $"years-behind({Own.Print(null)}, {Series.Print(null)}, {better})";
            var points = PointsOf(inputs).Select(point => $"{PeriodOf(Series, point)}: {Series.Print(point)}");
            return $"years-behind({PeriodOf(Own, inputs)}: {Own.Print(inputs)}, [{string.Join("; ", points)}], {better})";
        }

        /// <summary>One set of inputs per point, in which each series has the value of that point.</summary>
        private IEnumerable<IReadOnlyDictionary<Input, InputValue>> PointsOf(IReadOnlyDictionary<Input, InputValue> inputs)
        {
            var series = Series.Inputs.Where(input => input.IsSeries).ToDictionary(input => input, input => PointsOf(inputs[input]));
            return Enumerable.Range(0, series.Values.Min(points => points.Count))
                .Select(i => Series.Inputs.ToDictionary(input => input, input => input.IsSeries ? series[input][i] : inputs[input]));
        }

        private static IReadOnlyList<InputValue> PointsOf(InputValue value) => value is SeriesValue series ? series.Points : [value];

        private static Periods.Period PeriodOf(Formula formula, IReadOnlyDictionary<Input, InputValue> inputs) =>
            inputs[formula.Inputs.First()].Period ?? throw new ArgumentException($"{formula.Inputs.First()} has no period.", nameof(inputs));
    }

    /// <summary>A formula to an exact power.</summary>
    public sealed record Power(Formula Of, double Exponent) : Formula
    {
        public override IEnumerable<Input> Inputs => Of.Inputs;

        public override Estimate Evaluate(IReadOnlyDictionary<Input, InputValue> inputs) => Estimate.Pow(Of.Evaluate(inputs), Exponent);

        private protected override string Print(IReadOnlyDictionary<Input, InputValue>? inputs) =>
            string.Create(CultureInfo.InvariantCulture, $"pow({Of.Print(inputs)}, {Exponent})");
    }
}
