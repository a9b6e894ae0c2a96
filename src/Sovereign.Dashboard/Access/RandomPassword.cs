using System.Security.Cryptography;

namespace Sovereign.Dashboard.Access;

/// <summary>Passwords that the portal makes.</summary>
public static class RandomPassword
{
    // Without 0/o, 1/l: somebody will type it.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Twenty characters, 100 random bits.</summary>
    public static string Next() => RandomNumberGenerator.GetString(Alphabet, 20);
}
