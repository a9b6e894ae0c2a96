namespace Sovereign.Analytics.Fleet;

/// <summary>On what an engine runs.</summary>
public enum DeviceClass
{
    /// <summary>Accelerators in a data centre.</summary>
    Gpu,

    /// <summary>Processors alone. It has no accelerators' energy, so that its node's is its host's.</summary>
    Cpu,

    /// <summary>A device outside data centres.</summary>
    Edge,
}

public static class DeviceClasses
{
    public static string Code(this DeviceClass device) => device switch
    {
        DeviceClass.Gpu => "gpu",
        DeviceClass.Cpu => "cpu",
        DeviceClass.Edge => "edge",
        _ => throw new ArgumentOutOfRangeException(nameof(device)),
    };
}
