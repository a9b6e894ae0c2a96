using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Pages;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets;

/// <summary>
/// Takes the upload form's parts as a stream, so that a file larger than memory passes. Form binding would buffer the file, and with it the antiforgery
/// field; that the form came from this site is checked by its origin.
/// </summary>
internal static class UploadForm
{
    private const int LongestField = 200;

    public static async Task<IResult> ReceiveAsync(HttpContext http, ReceiveFile receive, CurrentPerson person, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = ReceiveFile.LargestFile + (1 << 20);
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var media) || HeaderUtilities.RemoveQuotes(media.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            return Back(UploadProblems.NoFile, null);

        string? dataset = null;
        var parts = new MultipartReader(boundary, http.Request.Body);
        while (await parts.ReadNextSectionAsync(ct) is { } part)
        {
            if (part.GetContentDispositionHeader() is not { } disposition) continue;
            if (disposition.IsFileDisposition())
            {
                var name = disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
                if (dataset is null || string.IsNullOrEmpty(name)) return Back(UploadProblems.NoFile, dataset);
                var outcome = await receive.RunAsync(person.Actor!, dataset, name, part.Body, ct);
                return outcome.Match<IResult>(id => TypedResults.LocalRedirect($"/work/versions/{id}"), why => Back(why.Code, dataset));
            }

            if (HeaderUtilities.RemoveQuotes(disposition.Name) == "dataset")
            {
                using var reader = new StreamReader(part.Body);
                var value = new char[LongestField];
                dataset = new string(value, 0, await reader.ReadBlockAsync(value, ct));
            }
        }

        return Back(UploadProblems.NoFile, dataset);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Back(string problem, string? dataset) =>
        TypedResults.LocalRedirect(Address.Of("/work", ("problem", problem), ("dataset", dataset)));
}
