using System.Text;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Analytics.Tests.Kpis;

/// <summary><c>docs/kpis.md</c> is what the catalogue says. <c>ACCEPT_SNAPSHOTS=1</c> writes it.</summary>
public sealed class KpiDocumentTests
{
    [Fact]
    public void The_document_of_the_key_figures_is_what_the_catalogue_says() => Snapshot.MatchFile(Write(), Path.Combine(Root(), "docs", "kpis.md"));

    private static string Write()
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Key figures

            Written from the catalogue in `src/Sovereign.Analytics/Kpis/` and compared with it by a test; `ACCEPT_SNAPSHOTS=1 dotnet test` rewrites it.
            In a formula `country(x)` is the country's figure of indicator x, `reference(x)` that of the country it is compared with, and
            `reference-series(x)` all figures of the reference country in one source, up to the period of the country's figure.

            """).Append('\n');
        foreach (var pillar in KpiCatalogue.All.GroupBy(kpi => kpi.Pillar).OrderBy(group => group.Key))
        {
            text.Append("## ").Append(Capital(pillar.Key.Code())).Append("\n\n");
            foreach (var kpi in pillar)
            {
                Line($"### {kpi.Title}", "");
                Line($"`{kpi.Code}`, {UnitOf(kpi)}, {DirectionOf(kpi)}, formula version {kpi.FormulaVersion}", "");
                Line(kpi.Definition, "");
                Line("    " + kpi.Formula.ToText(), "");
                Line("Worked example:", "", $"    {kpi.Formula.ToText(kpi.Example.Values)} = {kpi.Example.Expected}{Space(kpi.Unit.Symbol)}", "");
                Line($"What it cannot say: {kpi.Limits}", "");
            }
        }
        return text.ToString().TrimEnd('\n') + "\n";

        void Line(params string[] lines)
        {
            foreach (var line in lines)
                text.Append(line).Append('\n');
        }
    }

    private static string UnitOf(Kpi kpi) => kpi.Unit.Symbol.Length == 0 ? "a ratio" : $"in {kpi.Unit.Symbol}";

    private static string DirectionOf(Kpi kpi) => kpi.Direction switch
    {
        Direction.Higher => "higher is better",
        Direction.Lower => "lower is better",
        _ => "neither way is better",
    };

    private static string Space(string unit) => unit.Length == 0 ? "" : " " + unit;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sovereign.Dashboard.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The checkout is not above the test's folder.");
    }
}
