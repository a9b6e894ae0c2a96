using System.Collections.Frozen;

namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>Titles by which offices name columns, in the languages they write; compared without case, accents and punctuation.</summary>
internal static class ColumnNames
{
    private static readonly FrozenDictionary<string, ColumnRole> roles = new (ColumnRole Role, string[] Names)[]
    {
        (ColumnRole.Country,
        [
            "country", "country name", "country code", "country or area", "countries", "nation", "entity", "economy", "area", "ref_area", "geo", "location", "iso", "iso3",
            "iso_code", "iso code", "iso2", "iso2_code", "iso3_code", "iso 3166", "code", "territory", "reporter", "reference area", "region", "state", "pays", "code pays",
            "land", "landen", "lander", "staat", "pais", "nazione", "paese", "kraj", "ulke", "страна", "国", "国家", "国名", "दश", "देश", "country/area", "geopolitical entity (reporting)", "m49", "m49 code",
        ]),
        (ColumnRole.Period,
        [
            "period", "time", "time_period", "time period", "perioden", "periods", "ref_date", "quarter/year", "date", "periode", "reference period", "obs_time", "zeitraum", "fecha", "periodo", "data", "survey date", "as of",
        ]),
        (ColumnRole.Year, ["year", "annee", "jahr", "ano", "anno", "rok", "yil", "год", "年", "年次", "年份", "वष", "वर्ष", "yr", "fiscal year", "financial year", "reference year", "calendar year"]),
        (ColumnRole.Quarter, ["quarter", "trimestre", "quartal", "trimester", "qtr"]),
        (ColumnRole.Half, ["half", "semester", "semestre", "halbjahr"]),
        (ColumnRole.Month, ["month", "mois", "monat", "mes", "mese"]),
        (ColumnRole.Value, ["value", "obs_value", "values", "valeur", "wert", "valor", "valore", "figure", "amount", "datavalue", "observation value", "значение", "数值"]),
        (ColumnRole.Unit, ["unit", "units", "unit_measure", "unite", "einheit", "unidad", "unidade", "unit of measure", "ед изм", "单位"]),
        (ColumnRole.UnitMultiplier, ["unit_mult", "unit multiplier", "powercode"]),
        (ColumnRole.Indicator, ["indicator", "indicator code", "indicator name", "series", "series code", "series name", "variable", "metric", "indicateur", "indikator", "indicador", "measure", "subject", "weo subject code", "subject code", "subject descriptor", "indicator id", "variable code"]),
        (ColumnRole.Definition, ["definition"]),
        (ColumnRole.Control, ["control"]),
        (ColumnRole.Bound, ["bound"]),
        (ColumnRole.Coverage, ["coverage"]),
        (ColumnRole.Method, ["method", "method_class"]),
        (ColumnRole.Status, ["status", "obs_status", "flag", "flags", "obs_flag", "observation status", "flag codes"]),
        (ColumnRole.Lower, ["lower", "lower bound", "low", "ci_lower", "minimum", "untergrenze"]),
        (ColumnRole.Upper, ["upper", "upper bound", "high", "ci_upper", "maximum", "obergrenze"]),
        (ColumnRole.Source, ["source", "source code", "quelle", "fuente", "fonte"]),
        (ColumnRole.Note, ["note", "notes", "comment", "comments", "comment_obs", "footnote", "footnotes", "remark", "remarks", "bemerkung", "remarque", "anmerkung", "nota", "observaciones"]),
        (ColumnRole.Name, ["name", "facility", "facility name", "cluster", "cluster name", "site", "site name", "data centre", "data center", "project"]),
        (ColumnRole.PartOf, ["part_of", "part of", "parent", "belongs to", "component of"]),
        (ColumnRole.Supersedes, ["supersedes", "replaces"]),
        (ColumnRole.SupersededBy, ["superseded by", "superseded_by", "replaced by"]),
    }
    .SelectMany(entry => entry.Names, (entry, name) => (Name: PlaceNames.Normalise(name), entry.Role))
    .Where(pair => pair.Name.Length > 0).DistinctBy(pair => pair.Name)
    .ToFrozenDictionary(pair => pair.Name, pair => pair.Role);

    /// <summary>What a column of this title usually holds; null where the title says nothing.</summary>
    public static ColumnRole? RoleOf(string title)
    {
        // Eurostat names the columns and the rows of its tables in one cell: geo\TIME_PERIOD.
        var own = title.Split('\\')[0];
        if (roles.TryGetValue(PlaceNames.Normalise(own), out var role)) return role;
        // What stands in brackets behind it is no part of the name: Value (thousands).
        return own.IndexOfAny(['(', '[']) is var bracket and > 0 && roles.TryGetValue(PlaceNames.Normalise(own[..bracket]), out role) ? role : null;
    }
}
