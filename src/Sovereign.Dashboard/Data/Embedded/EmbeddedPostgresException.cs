namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>The embedded database cannot be had; the message is one sentence for the person who started the portal.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
