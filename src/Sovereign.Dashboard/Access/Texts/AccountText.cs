namespace Sovereign.Dashboard.Access.Texts;

/// <summary>Everything signing in and the personal page say. The compiler asks each language for each text.</summary>
public sealed record AccountText
{
    public required string SignInTitle { get; init; }
    public required string NotSignedIn { get; init; }
    public required string EmailAddress { get; init; }
    public required string Password { get; init; }
    public required string ReadingNeedsNoAccount { get; init; }
    public required string Problem { get; init; }

    /// <summary>What a refusal says, by its code.</summary>
    public required IReadOnlyDictionary<string, string> Refusals { get; init; }

    public required string Account { get; init; }
    public required string WhoYouAre { get; init; }
    public required string Name { get; init; }
    public required string Pseudonym { get; init; }
    public required string PseudonymHint { get; init; }
    public required string Roles { get; init; }
    public required string NoRoles { get; init; }

    /// <summary>By the codes of <see cref="Access.Roles"/>.</summary>
    public required IReadOnlyDictionary<string, string> RoleNames { get; init; }

    public required string WhatYouMayDo { get; init; }

    /// <summary>One sentence for each of <see cref="Access.Permissions"/>.</summary>
    public required IReadOnlyDictionary<string, string> Permissions { get; init; }

    public required string Tokens { get; init; }
    public required string TokensLede { get; init; }
    public required string NoTokens { get; init; }
    public required string TokensThatWork { get; init; }

    /// <summary>With the number in place of <c>{0}</c>.</summary>
    public required string EndedTokens { get; init; }

    public required string TokenName { get; init; }
    public required string TokenNameHint { get; init; }
    public required string Made { get; init; }
    public required string LastUsed { get; init; }
    public required string Never { get; init; }
    public required string Expires { get; init; }
    public required string DoesNotExpire { get; init; }
    public required string Ended { get; init; }

    /// <summary>How a token that ran out is told from one that was ended.</summary>
    public required string Expired { get; init; }

    public required string NewToken { get; init; }
    public required string EndsAfter { get; init; }

    /// <summary>By days of validity; 0 for a token that does not expire.</summary>
    public required IReadOnlyDictionary<int, string> Lifetimes { get; init; }

    public required string MakeToken { get; init; }

    /// <summary>With the token's name in place of <c>{0}</c>.</summary>
    public required string HereIsTheToken { get; init; }
    public required string ShownOnce { get; init; }
    public required string EndToken { get; init; }

    /// <summary>With the token's name in place of <c>{0}</c>.</summary>
    public required string EndThisToken { get; init; }
    public required string WhatEndingDoes { get; init; }
    public required string KeepIt { get; init; }
    public required string TokenWasEnded { get; init; }
    public required string NoSuchToken { get; init; }
    public required string ToAccount { get; init; }

    public required string ChangePassword { get; init; }
    public required string WhatChangingDoes { get; init; }
    public required string OldPassword { get; init; }
    public required string NewPassword { get; init; }
    public required string NewPasswordHint { get; init; }
    public required string NewPasswordAgain { get; init; }
    public required string PasswordWasChanged { get; init; }
}
