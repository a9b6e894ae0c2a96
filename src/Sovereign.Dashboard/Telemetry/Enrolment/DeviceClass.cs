namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>On what kind of device an engine runs.</summary>
public enum DeviceClass
{
    Gpu,
    Cpu,

    /// <summary>A device outside a data centre: a phone, a single-board computer, a box in a clinic.</summary>
    Edge,
}
