using Sovereign.Dashboard.Web.Display;

namespace Sovereign.Dashboard.Access.Texts;

/// <summary>What signing in and the personal page say in each language of the frame; one file per language.</summary>
public static partial class AccountTexts
{
    /// <summary>The texts for a language of <see cref="Languages"/>.</summary>
    public static AccountText In(Language language) => language.Code switch
    {
        "fr" => French,
        "hi" => Hindi,
        _ => English,
    };

    public static readonly AccountText English = new()
    {
        SignInTitle = "Sign in",
        NotSignedIn = "You are not signed in",
        EmailAddress = "E-mail address",
        Password = "Password",
        ReadingNeedsNoAccount = "Reading published data needs no account.",
        Problem = "There is a problem",
        Refusals = new Dictionary<string, string>
        {
            ["email-missing"] = "Enter your e-mail address.",
            ["password-missing"] = "Enter your password.",
            ["sign-in-failed"] = "E-mail address or password is not right. After ten wrong passwords an account is closed for ten minutes.",
            ["token-name"] = "A token needs a name of 1 to 100 characters.",
            ["token-expiry"] = "Choose how long the token works.",
            ["unknown-token"] = "There is no working token of this kind any more.",
            ["not-permitted"] = "Only the owner can do this.",
            ["old-password"] = "The password you have now is not right. After ten wrong passwords an account is closed for ten minutes.",
            ["password-too-short"] = "A password has at least 12 characters.",
            ["password-same"] = "The new password is the one you have now.",
            ["password-differs"] = "The new password was written in two ways. Write it twice alike.",
        },
        Account = "Your account",
        WhoYouAre = "Who you are",
        Name = "Name",
        Pseudonym = "Pseudonym",
        PseudonymHint = "The audit log writes this in place of your name. It stays in the log for good; your name and address can be erased without changing an entry.",
        Roles = "Roles",
        NoRoles = "none",
        RoleNames = new Dictionary<string, string>
        {
            [Access.Roles.Policymaker] = "policymaker",
            [Access.Roles.Planner] = "planner",
            [Access.Roles.Analyst] = "analyst",
            [Access.Roles.Auditor] = "auditor",
            [Access.Roles.Operator] = "operator",
            [Access.Roles.Admin] = "administrator",
        },
        WhatYouMayDo = "What you may do",
        Permissions = new Dictionary<string, string>
        {
            [Access.Permissions.ReadPublished] = "Read everything that is published, as anybody may.",
            [Access.Permissions.Upload] = "Upload files and bring them to a draft.",
            [Access.Permissions.Publish] = "Publish, return, reject or withdraw what somebody else uploaded.",
            [Access.Permissions.Define] = "Create and change indicators, sources and datasets.",
            [Access.Permissions.ReadDrafts] = "Read drafts and what was found in them, before publication.",
            [Access.Permissions.ReadAudit] = "Read the audit log.",
            [Access.Permissions.ManageUsers] = "Add people, give and take roles.",
            [Access.Permissions.ReadTelemetry] = "Read what single sites and engines report, before anything of it is published.",
            [Access.Permissions.ManageEngines] = "Enrol sites and engines, issue and revoke their keys, explain alarms.",
            [Access.Permissions.OwnAccount] = "See your own account, change its password and hold personal tokens.",
        },
        Tokens = "Personal tokens",
        TokensLede = "A token lets a program act as you, with all that you may do. The program sends it with each request.",
        NoTokens = "You have no token that works. A program that only reads published data needs none.",
        TokensThatWork = "Tokens that work, newest first",
        EndedTokens = "Tokens that have ended: {0}",
        TokenName = "Name",
        TokenNameHint = "What will use it, such as “upload script on the office server”.",
        Made = "Made",
        LastUsed = "Last used",
        Never = "never",
        Expires = "Expires",
        DoesNotExpire = "does not expire",
        Ended = "Ended",
        Expired = "expired",
        NewToken = "Make a new token",
        EndsAfter = "Works for",
        Lifetimes = new Dictionary<int, string> { [30] = "30 days", [90] = "90 days", [365] = "one year", [0] = "until you end it" },
        MakeToken = "Make the token",
        HereIsTheToken = "Here is the token “{0}”",
        ShownOnce = "Copy it now: it is shown this once and kept nowhere. Send it as",
        EndToken = "End",
        EndThisToken = "End the token “{0}”",
        WhatEndingDoes = "Programs that use it are refused at once. An ended token does not come back; make a new one instead.",
        KeepIt = "Keep it",
        TokenWasEnded = "The token has ended.",
        NoSuchToken = "You have no token at this address",
        ToAccount = "Your account",
        ChangePassword = "Change the password",
        WhatChangingDoes = "You stay signed in here. Every other browser that is signed in as you is signed out within a minute. Tokens go on working until you end them.",
        OldPassword = "The password you have now",
        NewPassword = "New password",
        NewPasswordHint = "At least 12 characters. Length is what counts.",
        NewPasswordAgain = "New password again",
        PasswordWasChanged = "The password was changed. Other browsers are signed out within a minute.",
    };
}
