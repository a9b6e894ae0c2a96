namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>A form in which the rows of a version leave.</summary>
/// <param name="Code">Names it in tags and lists.</param>
/// <param name="Extension">With its dot; added to the address of the page.</param>
/// <param name="MediaType">With its parameters.</param>
/// <param name="Title">For people.</param>
/// <param name="Use">Whom it serves.</param>
/// <param name="WriteAsync">Writes the file: what it holds and its rows, to the destination.</param>
public sealed record FileFormat(
    string Code, string Extension, string MediaType, string Title, string Use,
    Func<DatasetFile, IAsyncEnumerable<PublishedObservation>, Stream, CancellationToken, Task> WriteAsync)
{
    /// <summary>Name under which the file is saved.</summary>
    public string FileName(DatasetFile file) => file.Name + Extension;
}
