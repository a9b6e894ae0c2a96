using System.Text.Json;
using Microsoft.Playwright;

namespace Sovereign.Browser.Tests.Fixtures;

/// <summary>What the portal answers to a script, asked with the page's own cookies.</summary>
public static class Answers
{
    /// <summary>The items of a list of the API.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ItemsAsync(this IPage page, string path)
    {
        using var document = JsonDocument.Parse(await page.TextAsync(path));
        return [.. document.RootElement.GetProperty("items").EnumerateArray().Select(item => item.Clone())];
    }

    /// <summary>The body of an answer that must be 200.</summary>
    public static async Task<string> TextAsync(this IPage page, string path)
    {
        var answer = await page.Context.APIRequest.GetAsync(path);
        return answer.Status == 200
            ? await answer.TextAsync()
            : throw new InvalidOperationException($"{path} answered {answer.Status}: {await answer.TextAsync()}");
    }

    /// <summary>A cell as the JSON prints it, digit by digit; null where it is absent or null.</summary>
    public static string? Raw(this JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : null;
}
