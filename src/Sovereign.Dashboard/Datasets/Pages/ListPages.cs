using System.Globalization;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.Pages;

/// <summary>A long list on a page: which part of it the address asks for.</summary>
public static class ListPages
{
    /// <summary>How many parts a list has; an empty one has one.</summary>
    public static long Count(long rows, int size) => Math.Max(1, (rows + size - 1) / size);

    /// <summary>The number of the part, from 1. Nothing given means the first.</summary>
    /// <returns>Refused with <c>bad-page</c>.</returns>
    public static Outcome<long> Read(string? page, long rows, int size)
    {
        if (string.IsNullOrEmpty(page)) return 1L;
        var pages = Count(rows, size);
        return long.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked >= 1 && asked <= pages
            ? asked
            : new Refusal("bad-page", $"page is '{Echo.Of(page)}'; expected {(pages == 1 ? "1: the list has one page" : $"a number from 1 to {pages}")}.");
    }
}
