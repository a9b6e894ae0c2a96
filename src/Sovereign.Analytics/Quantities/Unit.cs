using System.Diagnostics.CodeAnalysis;

namespace Sovereign.Analytics.Quantities;

/// <summary>
/// One unit of the closed table <see cref="UnitTable"/>. Two units convert into each other exactly when their dimension is the same.
/// </summary>
public sealed record Unit
{
    internal Unit(string code, string symbol, Dimension dimension, decimal factor, params string[] aliases)
    {
        Code = code;
        Symbol = symbol;
        Dimension = dimension;
        Factor = factor;
        Aliases = aliases;
    }

    /// <summary>The dimensionless unit <c>1</c> that every ratio carries.</summary>
    public static Unit Ratio => UnitTable.Ratio;

    public static Unit Watt => UnitTable.Watt;

    public static Unit Gigawatt => UnitTable.Gigawatt;

    public static Unit WattPerPerson => UnitTable.WattPerPerson;

    public static Unit DollarPerKilowattHour => UnitTable.DollarPerKilowattHour;

    public static Unit Person => UnitTable.Person;

    public static Unit MillionPeople => UnitTable.MillionPeople;

    public static Unit BillionDollars => UnitTable.BillionDollars;

    public static Unit PerMillionPeople => UnitTable.PerMillionPeople;

    public static Unit Percent => UnitTable.Percent;

    public static Unit GramOfCarbonPerKilowattHour => UnitTable.GramOfCarbonPerKilowattHour;

    public static Unit H100Equivalent => UnitTable.H100Equivalent;

    public static Unit Petaflops => UnitTable.Petaflops;

    public static Unit CloudRegion => UnitTable.CloudRegion;

    public static Unit TerawattHour => UnitTable.TerawattHour;

    public static Unit TokenPerJoule => UnitTable.TokenPerJoule;

    public static Unit TokenPerAcceleratorSecond => UnitTable.TokenPerAcceleratorSecond;

    public static Unit Year => UnitTable.Year;

    /// <summary>The canonical code, in UCUM's case-sensitive spelling: <c>TW.h</c>, <c>{USD}/kW.h</c>, <c>10*6.{person}</c>.</summary>
    public string Code { get; }

    /// <summary>How people write it after a number: "TWh", "USD/kWh", "million people". Empty for a pure ratio.</summary>
    public string Symbol { get; }

    public Dimension Dimension { get; }

    /// <summary>How many of the dimension's base unit make one of this: 1,000,000,000 for GW, whose base is W.</summary>
    public decimal Factor { get; }

    /// <summary>Other spellings that a file may use; like codes they are case-sensitive (MW is not mW).</summary>
    public IReadOnlyList<string> Aliases { get; }

    public bool CanConvertTo(Unit target) => Dimension == target.Dimension;

    /// <summary>
    /// Converts <paramref name="value"/> of this unit into <paramref name="target"/>. Between units that differ by a power of ten the decimal
    /// point moves and the digits stay as written (0.10 GW is 100 MW, 0.10 MW is 0.00010 GW); otherwise the result is exact where 28 digits allow it.
    /// </summary>
    /// <exception cref="ArgumentException">The units have different dimensions.</exception>
    /// <exception cref="OverflowException">The result does not fit a decimal.</exception>
    public decimal Convert(decimal value, Unit target)
    {
        if (!CanConvertTo(target))
            throw new ArgumentException($"{Code} measures {Dimension}, {target.Code} measures {target.Dimension}.", nameof(target));

        if (Factor == target.Factor)
            return value;
        // Dividing the factors first keeps the intermediate small: 1e15 FLOP/s times a large value would leave the decimal range.
        var converted = Factor > target.Factor ? value * (Factor / target.Factor) : value / (target.Factor / Factor);
        return WithScale(converted, ScaleAfter(value, target));
    }

    /// <summary>How many of <paramref name="target"/> make one of this unit, for arithmetic on doubles.</summary>
    /// <exception cref="ArgumentException">The units have different dimensions.</exception>
    public double FactorTo(Unit target) => CanConvertTo(target)
        ? (double)Factor / (double)target.Factor
        : throw new ArgumentException($"{Code} measures {Dimension}, {target.Code} measures {target.Dimension}.", nameof(target));

    /// <summary>As <see cref="Convert"/>; false when the dimensions differ or the result does not fit a decimal.</summary>
    public bool TryConvert(decimal value, Unit target, out decimal converted)
    {
        converted = 0;
        if (!CanConvertTo(target))
            return false;
        try
        {
            converted = Convert(value, target);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>Finds a unit by canonical code or alias; spelling is exact, letter case included.</summary>
    public static bool TryFind(ReadOnlySpan<char> codeOrAlias, [NotNullWhen(true)] out Unit? unit) => UnitTable.TryFind(codeOrAlias, out unit);

    /// <inheritdoc cref="TryFind(ReadOnlySpan{char}, out Unit?)"/>
    public static bool TryFind(string? codeOrAlias, [NotNullWhen(true)] out Unit? unit) => UnitTable.TryFind(codeOrAlias.AsSpan(), out unit);

    // Codes are unique in the closed table, so the code alone is the identity; the generated comparison would walk the aliases.
    public bool Equals(Unit? other) => other is not null && Code == other.Code;

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Code;

    /// <summary>Digits after the point once the unit has changed: moved by the power of ten between the units, never below zero.</summary>
    private int? ScaleAfter(decimal value, Unit target)
    {
        var (large, small, towardsSmaller) = Factor > target.Factor ? (Factor, target.Factor, true) : (target.Factor, Factor, false);
        var ratio = large / small;
        var shift = 0;
        while (ratio > 1 && ratio % 10 == 0)
        {
            ratio /= 10;
            shift++;
        }
        if (ratio != 1)
            return null;
        return Math.Clamp(towardsSmaller ? value.Scale - shift : value.Scale + shift, 0, 28);
    }

    /// <summary>Rewrites a value with so many digits after the point, where that neither drops a digit nor overflows.</summary>
    private static decimal WithScale(decimal value, int? scale)
    {
        if (scale is not { } wanted)
            return value;
        if (wanted <= value.Scale)
        {
            var shorter = decimal.Round(value, wanted);
            return shorter == value ? shorter : value;
        }
        // Adding a zero of that scale pads with zeros; when there is no room for them the decimal keeps what fits.
        return value + new decimal(0, 0, 0, false, (byte)wanted);
    }
}
