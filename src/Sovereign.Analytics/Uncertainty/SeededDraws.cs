using System.Numerics;

namespace Sovereign.Analytics.Uncertainty;

/// <summary>
/// Random numbers that anybody can draw again: the same seed gives the same row on every machine, in every version of the run-time and in other
/// languages. The generator is xoshiro256** by David Blackman and Sebastiano Vigna, its state filled by SplitMix64 as its authors advise
/// (https://prng.di.unimi.it/, "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021). Not for secrets, and not thread-safe.
/// </summary>
public sealed class SeededDraws
{
    private ulong s0, s1, s2, s3;

    public SeededDraws(ulong seed) => (s0, s1, s2, s3) = (Mix(ref seed), Mix(ref seed), Mix(ref seed), Mix(ref seed));

    /// <summary>Begins at a state of the generator itself, as its published rows do.</summary>
    internal SeededDraws(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        unchecked
        {
            var bits = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = BitOperations.RotateLeft(s3, 45);
            return bits;
        }
    }

    /// <summary>At least 0 and less than 1, a multiple of 2⁻⁵³.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least <paramref name="low"/> and at most <paramref name="high"/>, every value as likely as another.</summary>
    public double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>Of the normal distribution with mean 0 and standard deviation 1, by the method of Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>SplitMix64: one step of a counter, well stirred.</summary>
    private static ulong Mix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
