namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>The wire formats, as the Content-Type tells them apart.</summary>
public enum ReceivedFormat
{
    RemoteWrite1,
    RemoteWrite2,
    OtlpProtobuf,
    OtlpJson,
    PrometheusText,
    OpenMetrics,
}
