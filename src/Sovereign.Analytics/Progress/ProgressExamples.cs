using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Uncertainty;

namespace Sovereign.Analytics.Progress;

/// <summary>
/// Five made-up cases, exact by assumption, on which a widely used score misleads: it divides the growth a year achieved by that required, grades
/// growth alone where no target is set, takes less for better where nobody says, puts 0.001 for a target of zero, and averages the scores of several
/// series. The methods page shows them, and a test holds every number.
/// </summary>
public static class ProgressExamples
{
    public static IReadOnlyList<ProgressExample> All { get; } =
    [
        new(
            "Growth while the frontier multiplies",
            "Capacity grows by 2 % a year from 100 in 2020; that of the frontier grows from 1,000 to 4,000 in five years. No target is set.",
            "5 of 5, substantial progress: without a target only the growth is graded.",
            "The gap is widening.",
            [Series("capacity", Direction.Higher, [(2020, 100), (2021, 102), (2022, 104.04), (2023, 106.1208), (2024, 108.243216), (2025, 110.40808032)],
                frontier: [(2020, 1000), (2025, 4000)])]),
        new(
            "A direction left out",
            "More is better, and the series triples from 10 in 2020 to 30 in 2025. Nobody wrote down which way is better.",
            "−5 of 5, deterioration: where nobody says, less is taken for better.",
            "No verdict is formed without a direction; with it the series improves.",
            [Series("series", Direction.Higher, [(2020, 10), (2025, 30)])]),
        new(
            "Two parts, one of which fails",
            "One part grows from 100 to 300 in five years, the other falls from 100 to 60. More is better.",
            "0 of 5, moderate progress: the mean of one best and one worst score.",
            "One of the two is failing, and which.",
            [
                Series("first part", Direction.Higher, [(2020, 100), (2025, 300)]),
                Series("second part", Direction.Higher, [(2020, 100), (2025, 60)]),
            ]),
        new(
            "Early growth towards a far target",
            "From 10 in 2020 to a target of 100 in 2030; 40 are reached in 2025. More is better.",
            "Growth achieved is 1.23 times the growth required: substantial progress.",
            "Ahead of a compound pace, but a third of the distance is covered in half of the time: the two methods disagree.",
            [Series("capacity", Direction.Higher, [(2020, 10), (2025, 40)], target: new(100, Period.Year(2020), Period.Year(2030)))]),
        new(
            "A target of zero",
            "From 50 in 2020 to a target of 0 in 2030; 40 are left in 2025. Less is better.",
            "Growth achieved is 0.07 times the growth required, limited progress: for zero the score takes 0.001, and the answer hangs on that number.",
            "A fifth of the distance is covered in half of the time; a compound pace to zero does not exist.",
            [Series("emissions", Direction.Lower, [(2020, 50), (2025, 40)], target: new(0, Period.Year(2020), Period.Year(2030)))]),
    ];

    private static ProgressExample.Entry Series(
        string name, Direction better, (int Year, double Value)[] own, (int Year, double Value)[]? frontier = null, ProgressTarget? target = null) =>
        new(name, new ProgressCase(better, own.Select(Exactly), frontier?.Select(Exactly), target));

    private static TimedEstimate Exactly((int Year, double Value) point) => new(Period.Year(point.Year), Estimate.Exact(point.Value));
}
