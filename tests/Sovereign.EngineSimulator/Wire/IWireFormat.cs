using Sovereign.EngineSimulator.Engines;

namespace Sovereign.EngineSimulator.Wire;

/// <summary>How what engines say is put on the wire. Some remember what they wrote before, so each sender has its own.</summary>
public interface IWireFormat
{
    /// <summary>Where a portal takes it, below its address.</summary>
    string Path { get; }

    /// <summary>The body for what these engines say now; several engines only where their labels tell them apart.</summary>
    byte[] Encode(IReadOnlyList<SimulatedEngine> engines);

    /// <summary>Type, coding and whatever else the format wants said.</summary>
    void Describe(HttpRequestMessage request, HttpContent content);
}
