using System.Globalization;
using Npgsql;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>A figure of the draft that a rule of tier Q or M speaks of, as its query answers it.</summary>
/// <param name="Line">Line in the file as received.</param>
/// <param name="Value">In the indicator's unit.</param>
/// <param name="ValueText">The digits as written.</param>
/// <param name="Unit">Code of the indicator's unit.</param>
/// <param name="Subject">Its key by codes.</param>
internal sealed record JudgedFigure(long Line, double Value, string ValueText, string Unit, string Country, Frequency Frequency, string Subject)
{
    /// <summary>What <see cref="Read"/> reads, in this order; the query goes on after it.</summary>
    public const string Columns =
        "line, value, value_text, indicator_id, country_id, period_start, frequency, definition_id, control, source_id";

    /// <summary>Place of the first column after them.</summary>
    public const int Width = 10;

    /// <summary>The value with its unit, as findings show it.</summary>
    public string Told => $"{ValueText} {Unit}";

    /// <summary>The value by which a reason is kept: 3.60 and 3.6 are one.</summary>
    public string Said => Value.ToString("R", CultureInfo.InvariantCulture);

    public static JudgedFigure Read(NpgsqlDataReader reader, ReferenceData known)
    {
        var indicator = known.Indicators[known.IndicatorCodes[reader.GetInt32(3)]];
        var country = known.CountryCodes.GetValueOrDefault(reader.GetInt32(4), "?");
        var frequency = (Frequency)reader.GetInt16(6);
        return new(
            reader.GetInt64(0), reader.GetDouble(1), reader.GetString(2), indicator.Unit, country, frequency,
            FigureSubject.Of(
                indicator.Code, country, Period.From(reader.GetFieldValue<DateOnly>(5), frequency).Code,
                known.DefinitionCodes.GetValueOrDefault(reader.GetInt32(7), ""), ((Control)reader.GetInt16(8)).Code(), known.SourceCodes[reader.GetInt32(9)]));
    }

    /// <summary>A finding about this figure.</summary>
    /// <param name="code">The rule.</param>
    /// <param name="problem">What is unusual.</param>
    /// <param name="expected">What would not be.</param>
    /// <param name="beside">What else the reason depends on; null for nothing.</param>
    public Found Found(FindingCode code, string problem, string expected, string? beside = null) =>
        new(code, Line, "value", Told, problem, expected) { Subject = Subject, SubjectValue = beside is null ? Said : $"{Said}|{beside}" };
}
