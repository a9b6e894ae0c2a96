using Npgsql;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Web;

/// <summary>What callers are told of an exception: a request that cannot be read is theirs, a database that is away comes back, the rest is ours.</summary>
public static class Faults
{
    /// <summary>Seconds after which asking again is worth while when the database is away.</summary>
    public const string RetryAfter = "30";

    public static readonly Refusal DatabaseAway = new("database-away", "The database does not answer; try again shortly.");

    /// <summary>HTTP status of the answer, and its code and sentence for programs.</summary>
    public static (int Status, Refusal Why) Of(Exception? fault)
    {
        return fault switch
        {
            { } any when any.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                (StatusCodes.Status507InsufficientStorage, new("disk-full", "There is no room left to keep this; nothing of it was kept.")),
            { } any when Data.DatabaseAway.Explains(any) => (StatusCodes.Status503ServiceUnavailable, DatabaseAway),
            // The database takes no NUL in text, wherever it was sent.
            { } any when any.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
                (StatusCodes.Status400BadRequest, new("bad-text", "The request holds a character that text cannot have, such as NUL.")),
            BadHttpRequestException bad => (bad.StatusCode, new("bad-request", "The request could not be read.")),
            _ => (StatusCodes.Status500InternalServerError, new("fault", "The request failed on our side.")),
        };
    }
}
