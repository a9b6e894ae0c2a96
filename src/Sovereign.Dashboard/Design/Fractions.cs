namespace Sovereign.Dashboard.Design;

/// <summary>Says a share below one as people say it: "one fifteenth", "two thirds", "half".</summary>
public static class Fractions
{
    /// <summary>A fraction is said without "about" when it is this close to the share, relative to the share.</summary>
    public const double Tolerance = 0.03;

    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (int Over, int Under, string Words)[] Simple =
    [
        (1, 2, "half"), (1, 3, "one third"), (2, 3, "two thirds"), (1, 4, "one quarter"), (3, 4, "three quarters"),
        (1, 5, "one fifth"), (2, 5, "two fifths"), (3, 5, "three fifths"), (4, 5, "four fifths"), (1, 6, "one sixth"), (5, 6, "five sixths"),
    ];

    /// <summary>
    /// The words for <paramref name="share"/>, a dimensionless number above 0 and below 1; led by "about" when no simple fraction lies within
    /// <see cref="Tolerance"/>. From one sixth down only unit fractions are used, and past a hundred they are written with figures: "1/228".
    /// </summary>
    /// <returns>Null when the share is not above 0 and below 0.92: nobody says "eleven twelfths".</returns>
    public static string? Words(double share)
    {
        if (!(share > 0 && share < 0.92))
            return null;
        if (share < 1.0 / 5.5)
        {
            var under = Math.Round(1 / share, MidpointRounding.AwayFromZero);
            if (under > 100)
                return About(share, 1 / under) + "1/" + Numbers.Text(under);
            return About(share, 1 / under) + "one " + Ordinal((int)under);
        }
        var nearest = Simple.MinBy(fraction => Math.Abs(share - (double)fraction.Over / fraction.Under));
        return About(share, (double)nearest.Over / nearest.Under) + nearest.Words;
    }

    /// <summary>The ordinal that serves as a denominator, for 5 to 100: fifth, twenty-first, hundredth.</summary>
    private static string Ordinal(int number)
    {
        if (number == 100)
            return "hundredth";
        var (ten, rest) = (number / 10, number % 10);
        if (number < 20)
            return OrdinalOfSmall(number);
        return rest == 0 ? Tens[ten][..^1] + "ieth" : $"{Tens[ten]}-{OrdinalOfSmall(rest)}";
    }

    private static string OrdinalOfSmall(int number) => number switch
    {
        1 => "first",
        2 => "second",
        3 => "third",
        5 => "fifth",
        8 => "eighth",
        9 => "ninth",
        12 => "twelfth",
        _ => Small[number] + "th",
    };

    private static string About(double share, double said) => Math.Abs(said - share) / share > Tolerance ? "about " : "";
}
