using CsvHelper;
using Npgsql;
using Sovereign.Dashboard.Datasets.Readings;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Walks over the rows of one table as its reading says: each is judged, what is right goes into the draft, what is wrong becomes findings.</summary>
internal sealed class ReadTable(
    Reading reading, ReferenceData known, Dataset dataset, DateOnly today, DraftTable draft, FindingSink sink, List<Found> found, SkippedRows skipped,
    LineMarks? marks)
{
    private const int RowsBetweenReports = 20_000;

    private const int FindingsInMemory = 1_000;

    /// <param name="table">The table from its start.</param>
    /// <param name="report">Takes rows accepted, errors, and bytes of the file read so far.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many observations were taken, and the column of the template that was left unread.</returns>
    public async Task<(long Count, string? Ignored)> RunAsync(TableStream table, Func<long, long, long, Task> report, CancellationToken ct)
    {
        try
        {
            using var reader = CsvReader.Create(table.Text, TableBytes.Options(reading, TakeMalformed), leaveOpen: true);
            if (!await FindHeaderAsync(reader, ct)) return (0, null);
            if (Arrange(reader) is not var (layout, ignored)) return (0, null);
            return (await ReadAsync(reader, layout, table, report, ct), ignored);
        }
        catch (WorkbookException broken)
        {
            found.Add(Malformed.Workbook(broken));
            return (0, null);
        }
        catch (CsvFormatException tooLong)
        {
            // The header itself.
            found.Add(Malformed.RowTooLong(tooLong));
            return (0, null);
        }
    }

    /// <summary>Steps on to the header; what stands above it is no row of the table.</summary>
    private async Task<bool> FindHeaderAsync(CsvReader reader, CancellationToken ct)
    {
        while (await reader.ReadAsync(ct))
        {
            if (reader.LineNumber >= reading.HeaderRow) return true;
        }

        if (found.Count == 0) found.Add(Malformed.Empty);
        return false;
    }

    /// <summary>Where what stands; null when the template's header has errors.</summary>
    private (Layout Layout, string? Ignored)? Arrange(CsvReader reader)
    {
        if (!reading.Template) return (Layout.Of(reading, known, CheckedIndicator.All(known)), null);
        var header = new string[reader.FieldCount];
        for (var i = 0; i < header.Length; i++) header[i] = reader.GetString(i);
        return Columns.Read(header, found) is { } columns ? (Layout.Of(reading, columns, header.Length), columns.Ignored) : null;
    }

    private async Task<long> ReadAsync(CsvReader reader, Layout layout, TableStream table, Func<long, long, long, Task> report, CancellationToken ct)
    {
        var alpha2 = reading.Columns.Any(column => column is { Role: ColumnRole.Country, Alpha2: true });
        var check = new CheckRows(known, dataset, today, layout, new PlaceNames(known, reading.Names, alpha2), skipped, found);
        var sums = layout.Shape == TableShape.Facilities ? new FacilitySums(skipped, found) : null;
        await using var copy = await draft.BeginAsync(ct);
        copy.Timeout = TimeSpan.Zero;
        long seen = 0;
        long rows = 0;
        try
        {
            while (await reader.ReadAsync(ct))
            {
                if (IsRepeatedHeader(reader)) continue;
                seen++;
                marks?.Pass(reader.LineNumber, reader.ByteOffset);
                if (check.Begin(reader)) rows += Take(check, layout, sums, copy, reader.LineNumber);
                if (found.Count > 0) sink.Drain(found);
                if (seen % RowsBetweenReports != 0) continue;
                ct.ThrowIfCancellationRequested();
                await report(rows, sink.Errors, table.BytesRead);
            }
        }
        catch (CsvFormatException tooLong)
        {
            // Caught inside the COPY: one that is broken off would take the transaction along.
            found.Add(Malformed.RowTooLong(tooLong));
        }
        catch (WorkbookException broken)
        {
            found.Add(Malformed.Workbook(broken));
        }

        if (sums is not null)
        {
            foreach (var sum in sums.Sums())
            {
                draft.Write(copy, dataset.Id, sum);
                rows++;
            }
        }

        await copy.CompleteAsync(ct);
        if (rows == 0 && found.Count == 0 && sink.Count == 0) found.Add(Nothing(seen));
        return rows;
    }

    /// <summary>Whether the header stands again, as on each sheet where there is a sheet a period.</summary>
    private bool IsRepeatedHeader(CsvReader reader)
    {
        if (reading.Sheet != Reading.EverySheet) return false;
        for (var i = 2; i < reading.Columns.Count; i++)
        {
            if (i < reader.FieldCount && reader.GetString(i).Trim() != reading.Columns[i].Name) return false;
        }

        return true;
    }

    private long Take(CheckRows check, Layout layout, FacilitySums? sums, NpgsqlBinaryImporter copy, long line)
    {
        long taken = 0;
        foreach (var emission in layout.Emissions)
        {
            if (!check.TryRead(emission, out var row)) continue;
            if (sums is null)
            {
                draft.Write(copy, dataset.Id, row);
                taken++;
            }
            else if (!sums.TryAdd(
                check.Text(layout.Facility.Name), check.Text(layout.Facility.PartOf), check.Text(layout.Facility.Supersedes),
                check.Text(layout.Facility.SupersededBy), row))
            {
                found.Add(new(
                    FindingCodes.TooManyFacilities, line, null, null, $"{FacilitySums.MostFacilities} facilities precede it",
                    $"a list of at most {FacilitySums.MostFacilities} facilities"));
            }
        }

        return taken;
    }

    private Found Nothing(long seen) => seen == 0
        ? new(FindingCodes.NoRows, reading.HeaderRow, null, null, "no row follows it", "at least one row")
        : new(FindingCodes.NoFigures, reading.HeaderRow, null, null, "no row below it gives a figure of a country", "at least one figure");

    // Skipped rows come from within one read, however many follow each other.
    private void TakeMalformed(CsvMalformedRecord record)
    {
        if (record.LineNumber < reading.HeaderRow) return;
        found.Add(Malformed.Quotes(record));
        if (found.Count >= FindingsInMemory) sink.Drain(found);
    }
}
