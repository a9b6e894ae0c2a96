using Microsoft.AspNetCore.Identity;

namespace Sovereign.Dashboard.Access;

/// <summary>A password nobody has: checking against it takes the time a real check takes, so time does not tell which addresses exist.</summary>
public sealed class DecoyPassword
{
    private readonly PasswordHasher<Person> _hasher = new();
    private readonly Person _nobody = new();
    private readonly string _hash;

    public DecoyPassword() => _hash = _hasher.HashPassword(_nobody, RandomPassword.Next());

    /// <summary>Spends the time of one check.</summary>
    public void Check(string password) => _hasher.VerifyHashedPassword(_nobody, _hash, password);
}
