using System.Text;
using System.Text.RegularExpressions;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Mapping;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>
/// Makes the questions for a site's engines. Raw series alone are asked for: <c>rate</c> and <c>increase</c> differ between stores (VictoriaMetrics does not
/// extrapolate, Prometheus does), and what is published has to come out the same wherever the series lie.
/// </summary>
public sealed partial class PullQuestions(MetricMap map)
{
    private const string RegexLetters = @"\.+*?()|[]{}^$";

    /// <summary>Few questions, each for some engines that ask for the same labels.</summary>
    /// <param name="engines">The engines; those whose match asks for a label that PromQL cannot name are left out.</param>
    /// <param name="perQuestion">How many at most in one.</param>
    public IEnumerable<PullQuestion> Of(IEnumerable<EnrolledEngine> engines, int perQuestion) => engines
        .Where(engine => engine.Match.Labels.All(label => LabelName().IsMatch(label.Name)))
        .OrderBy(engine => engine.Id)
        .GroupBy(engine => (engine.Software, Labels: string.Join(',', LabelsOf(engine))))
        .SelectMany(alike => alike.Chunk(perQuestion))
        .Select(For);

    /// <summary>The question for engines of one software that ask for the same labels.</summary>
    public PullQuestion For(IReadOnlyList<EnrolledEngine> engines)
    {
        var query = new StringBuilder("{__name__=~").Append(Quoted(string.Join('|', map.WireNames(engines[0].Software))));
        foreach (var label in LabelsOf(engines[0]))
        {
            // Of several labels the answer may hold more than was meant; whose a series is, is decided where it arrives.
            var values = engines.Select(engine => engine.Match.Labels.First(one => one.Name == label).Value).Distinct(StringComparer.Ordinal);
            query.Append(',').Append(label).Append("=~").Append(Quoted(string.Join('|', values.Select(Literal))));
        }

        return new(engines, query.Append('}').ToString());
    }

    private static IEnumerable<string> LabelsOf(EnrolledEngine engine) => engine.Match.Labels.Select(label => label.Name).Order(StringComparer.Ordinal);

    // RE2 has no quoting that survives every value, \Q…\E ends at an \E within.
    private static string Literal(string value)
    {
        var text = new StringBuilder();
        foreach (var letter in value)
        {
            if (RegexLetters.Contains(letter, StringComparison.Ordinal)) text.Append('\\');
            text.Append(letter);
        }

        return text.ToString();
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\\' => quoted.Append(@"\\"),
                '"' => quoted.Append("\\\""),
                '\n' => quoted.Append(@"\n"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_]*\z")]
    private static partial Regex LabelName();
}
