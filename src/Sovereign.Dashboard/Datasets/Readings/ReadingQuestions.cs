namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What a reading leaves open. A file is read when nothing is.</summary>
internal static class ReadingQuestions
{
    /// <param name="reading">As it stands.</param>
    /// <param name="known">Codes.</param>
    /// <param name="dataset">Whose own source stands for rows that name none.</param>
    public static IReadOnlyList<ReadingQuestion> Of(Reading reading, ReferenceData known, Dataset dataset)
    {
        var open = new List<ReadingQuestion>();
        if (reading.Encoding is null) Ask("encoding", "In which encoding was the file saved? The rows as read show whether letters with accents come through.", TextEncodings.All);
        if (reading is { IsWorkbook: true, Sheet: null }) Ask("sheet", "Which sheet holds the table?");
        if (reading.DecimalMark is null) Ask("decimal", "Which is the decimal mark? The figures show commas or points that could be of thousands or of decimals.", ".", ",");
        if (reading.Template) return open;

        var figures = reading.Columns.Where(column => column.Role == ColumnRole.Value).ToList();
        if (figures.Count == 0) Ask("columns", "Which columns hold the figures?");
        if (reading.Shape == TableShape.Facilities && figures.Count > 1) Ask("columns", "Which one column is summed over the facilities?");
        if (!Has(ColumnRole.Country) && reading.EveryRow.Country is null && figures.Any(column => column.Country is null))
            Ask("everyRow.country", "Of which country are the figures, or which column says so?");
        if (!Has(ColumnRole.Period) && !Has(ColumnRole.Year) && reading.EveryRow.Period is null) AskPeriods(figures);
        AskIndicators(figures);
        AskSource();
        foreach (var (place, filter) in reading.Columns.Index().Where(column => column.Item is { Role: ColumnRole.Filter } and not { Keep.Count: > 0 }))
            Ask($"columns[{place}].keep", $"Which rows are taken? Name the cells of the column {filter.Name} that say so.");
        return open;

        bool Has(ColumnRole role) => reading.Columns.Any(column => column.Role == role);

        void Ask(string about, string text, params IReadOnlyList<string> choices) => open.Add(new(about, text, choices));

        void AskPeriods(IReadOnlyList<ReadingColumn> figures)
        {
            if (figures.All(column => column.Period is null))
            {
                Ask("everyRow.period", "Of which period are the figures, or which column says so?");
                return;
            }

            foreach (var (place, column) in reading.Columns.Index().Where(column => column.Item is { Role: ColumnRole.Value, Period: null }))
            {
                Ask(
                    $"columns[{place}].period", PeriodText.IsFiscal(column.Name)
                        ? $"{column.Name} is a fiscal year, which ends in another year than it begins: to which period do its figures belong?"
                        : $"Of which period are the figures of the column {column.Name}?");
            }
        }

        void AskIndicators(IReadOnlyList<ReadingColumn> figures)
        {
            var byRow = Has(ColumnRole.Indicator);
            foreach (var (name, series) in byRow ? reading.Series : new Dictionary<string, SeriesReading>())
            {
                if (series.Indicator is { Length: 0 }) Ask($"series[{name}]", $"Which indicator is the series {name}? A series that is none is left out.", [.. known.Indicators.Keys.Order(StringComparer.Ordinal)]);
            }

            if (!byRow && reading.EveryRow.Indicator is null && figures.Any(column => column.Indicator is null))
            {
                Ask("everyRow.indicator", "Which indicator do the figures measure?", [.. known.Indicators.Keys.Order(StringComparer.Ordinal)]);
                if (!Has(ColumnRole.Unit) && reading.EveryRow.Unit is null && figures.Any(column => column.Unit is null)) Ask("everyRow.unit", "In which unit are the figures?");
                return;
            }

            foreach (var unknown in figures.Select(column => column.Indicator ?? reading.EveryRow.Indicator).OfType<string>().Distinct().Where(code => !known.Indicators.ContainsKey(code)))
                Ask("everyRow.indicator", $"There is no indicator {unknown}.", [.. known.Indicators.Keys.Order(StringComparer.Ordinal)]);

            var indicators = figures.Select(column => column.Indicator ?? reading.EveryRow.Indicator).OfType<string>().Distinct().Where(known.Indicators.ContainsKey).ToList();
            var bySeries = reading.Series.Count > 0 && reading.Series.Values.All(series => series.Indicator is not { Length: > 0 } || series.Unit is not null);
            if (!Has(ColumnRole.Unit) && !bySeries && reading.EveryRow.Unit is null && figures.Any(column => column.Unit is null))
                Ask("everyRow.unit", "In which unit are the figures?", [.. indicators.Select(code => known.Indicators[code].Unit).Distinct()]);
            if (Has(ColumnRole.Definition)) return;
            foreach (var code in indicators)
            {
                var indicator = known.Indicators[code];
                var said = figures.Where(column => (column.Indicator ?? reading.EveryRow.Indicator) == code).Select(column => column.Definition ?? reading.EveryRow.Definition).ToList();
                if (indicator.Definitions.Count > 1 && said.Any(definition => !indicator.Definitions.Any(own => own.Code == definition)))
                    Ask("everyRow.definition", $"What was counted: which definition of {code} do the figures follow?", [.. indicator.Definitions.Select(definition => definition.Code)]);
            }
        }

        void AskSource()
        {
            if (Has(ColumnRole.Source) || dataset.Source is not null || (reading.EveryRow.Source is { } source && known.Sources.ContainsKey(source))) return;
            Ask("everyRow.source", "Who published the figures?", [.. known.Sources.Keys.Order(StringComparer.Ordinal)]);
        }
    }
}
