using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Web;
using Sovereign.Dashboard.Web.Display;

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

    /// <summary>Why the page cannot be shown as asked: an <c>asOf</c> that is no instant, or lies ahead; a code in the query that nothing has.</summary>
    protected Refusal? Refusal { get; private set; }

    /// <summary>What whoever was refused may have meant, the nearest first.</summary>
    protected IReadOnlyList<(string Title, string Href)> Meant { get; private set; } = [];

    protected PortalOptions Portal => Options.Value;

    protected CancellationToken Cancelled => Http?.RequestAborted ?? CancellationToken.None;

    protected sealed override async Task OnInitializedAsync()
    {
        if (Http?.Request.Query[DisplayChoice.LanguageQuery] is [{ Length: > 0 } language, ..] && Languages.Find(language) is null)
        {
            var offered = string.Join(", ", Languages.All.Select(candidate => $"{candidate.Code} ({candidate.Name})"));
            Refuse(
                new("unknown-language", $"lang is '{Echo.Of(language)}'; these pages are framed in {offered}."),
                Languages.All.Select(candidate => (candidate.Name, Address.Of(Http.Request.Path, (DisplayChoice.LanguageQuery, candidate.Code)))));
            return;
        }

        switch (await Editions.AskAsync(AsOf, Cancelled))
        {
            case Outcome<AskedEdition>.Refused refused:
                Refuse(refused.Why);
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

    /// <summary>Shows why the page cannot be shown as asked, in place of it.</summary>
    /// <param name="why">What is wrong with the address.</param>
    /// <param name="meant">What may have been meant: title and address.</param>
    protected void Refuse(Refusal why, IEnumerable<(string Title, string Href)>? meant = null)
    {
        (Refusal, Meant) = (why, [.. meant ?? []]);
        Answer(Problems.StatusOf(why.Code));
    }

    /// <summary>Whether a code of the query is one of a list; refuses the page where it is not. No code is always one.</summary>
    /// <param name="name">The query's name for it.</param>
    /// <param name="asked">As written in the address.</param>
    /// <param name="offered">The codes there are, each with its title.</param>
    /// <param name="href">The address with another code in its place.</param>
    protected bool IsOffered(string name, string? asked, IReadOnlyList<(string Code, string Title)> offered, Func<string, string> href)
    {
        if (string.IsNullOrEmpty(asked) || offered.Any(candidate => candidate.Code == asked))
            return true;
        var near = Nearest.To(asked, offered, candidate => [candidate.Code, candidate.Title]);
        Refuse(
            new($"unknown-{name}", $"{name} is '{Echo.Of(asked)}', which this page does not have."),
            (near.Count > 0 ? near : offered.Take(8)).Select(candidate => (candidate.Title, href(candidate.Code))));
        return false;
    }

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
