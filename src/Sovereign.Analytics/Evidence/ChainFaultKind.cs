namespace Sovereign.Analytics.Evidence;

/// <summary>In which way an audit log does not hold together.</summary>
public enum ChainFaultKind
{
    /// <summary>An entry does not give the hash it carries.</summary>
    Changed,

    /// <summary>An entry gives its hash but names another one as the hash before it: something between was taken out, put in or written anew.</summary>
    DoesNotFollow,

    /// <summary>An entry's number is not larger than that of the entry before.</summary>
    OutOfOrder,

    /// <summary>A hash noted down earlier is not in the log: its end was cut off, or all of it was written anew.</summary>
    HeadIsMissing,
}
