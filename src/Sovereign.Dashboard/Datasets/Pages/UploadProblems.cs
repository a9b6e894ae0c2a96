using System.Globalization;

namespace Sovereign.Dashboard.Datasets.Pages;

/// <summary>
/// What the upload form says when a file was not taken. The address carries only the code: a sentence in an address would let anyone put words into
/// the portal's mouth.
/// </summary>
public static class UploadProblems
{
    public const string NoFile = "no-file";

    public static string Sentence(string code) => code switch
    {
        NoFile => "Choose a dataset and a file, then upload again.",
        "not-a-table" => "The file is a document, a picture, an archive or an old workbook; expected a table as CSV, TSV or XLSX.",
        "too-large" => string.Create(CultureInfo.InvariantCulture, $"The file is larger than {Intake.ReceiveFile.LargestFile >> 30} GiB."),
        "unknown-dataset" => "There is no such dataset.",
        "not-permitted" => "You may not upload.",
        _ => "The file was not taken. Upload it again.",
    };
}
