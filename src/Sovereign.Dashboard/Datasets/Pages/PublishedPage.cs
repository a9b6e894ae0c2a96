using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets.Pages;

/// <summary>
/// A page of published figures: it knows the edition that the reader asked for and what that edition knew. What the reader chose stands in the
/// address, so the page needs nothing else to be shown again.
/// </summary>
public abstract class PublishedPage : ComponentBase
{
    [Inject] private EditionQueries Editions { get; set; } = null!;

    [Inject] private ReferenceQueries References { get; set; } = null!;

    [Inject] private IOptions<PortalOptions> Options { get; set; } = null!;

    [CascadingParameter] protected HttpContext? Http { get; set; }

    /// <summary>A date or an instant; nothing for the newest edition.</summary>
    [SupplyParameterFromQuery(Name = "asOf")] public string? AsOf { get; set; }

    protected Edition Edition { get; private set; } = Edition.None;

    /// <summary>Whether the page shows the newest edition.</summary>
    protected bool IsLatest { get; private set; } = true;

    /// <summary>Null only while <see cref="Refusal"/> is not.</summary>
    protected ReferenceData? Known { get; private set; }

    /// <summary>Why the page cannot be shown as asked: an <c>asOf</c> that is no instant, or lies ahead.</summary>
    protected Refusal? Refusal { get; private set; }

    protected PortalOptions Portal => Options.Value;

    protected CancellationToken Cancelled => Http?.RequestAborted ?? CancellationToken.None;

    protected sealed override async Task OnInitializedAsync()
    {
        switch (await Editions.AskAsync(AsOf, Cancelled))
        {
            case Outcome<AskedEdition>.Refused refused:
                Refusal = refused.Why;
                Answer(StatusCodes.Status400BadRequest);
                return;
            case Outcome<AskedEdition>.Done done:
                (Edition, IsLatest) = done.Value;
                break;
        }
        Known = await References.AsOfAsync(Edition, Cancelled);
        await LoadAsync(Known);
    }

    /// <summary>Reads what the page shows; <see cref="Edition"/> and <see cref="Known"/> are set.</summary>
    protected abstract Task LoadAsync(ReferenceData known);

    /// <summary>Sets the answer's status; the page is still shown.</summary>
    // Only when the answer starts: a 404 set earlier makes Blazor drop the page and leave the answer to the general not-found page.
    protected void Answer(int status) => Http?.Response.OnStarting(() =>
    {
        Http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>A country's name, or its code where the edition does not know it.</summary>
    protected string NameOf(string country) => Known?.Countries.GetValueOrDefault(country)?.Name ?? country;

    /// <summary>An address on this site that keeps the edition the reader asked for.</summary>
    protected string Link(string path, params (string Name, string? Value)[] query) => Address.Of(path, [.. query, ("asOf", AsOf)]);
}
