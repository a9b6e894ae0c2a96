namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>What measured joules cover. Figures of different boundaries are never added or compared.</summary>
public enum Boundary
{
    /// <summary>The accelerators alone.</summary>
    Gpu,

    /// <summary>The whole computer.</summary>
    Node,

    /// <summary>The computer and its share of cooling and power supply.</summary>
    Facility,
}
