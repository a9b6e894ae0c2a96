namespace Sovereign.Dashboard.Data;

/// <summary>What a use case answers: the result, or a refusal that a person can read. Faults are exceptions and never travel here.</summary>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>The use case did what was asked.</summary>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>The use case declined, and nothing changed.</summary>
    public sealed record Refused(Refusal Why) : Outcome<T>;

    public static implicit operator Outcome<T>(T value) => new Done(value);

    public static implicit operator Outcome<T>(Refusal why) => new Refused(why);

    /// <summary>Turns either case into one value.</summary>
    public TResult Match<TResult>(Func<T, TResult> done, Func<Refusal, TResult> refused) => this switch
    {
        Done d => done(d.Value),
        Refused r => refused(r.Why),
        _ => throw new InvalidOperationException("An outcome is either done or refused."),
    };
}
