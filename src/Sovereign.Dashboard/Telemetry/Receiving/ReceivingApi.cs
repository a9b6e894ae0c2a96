using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>The addresses to which engines and their agents send.</summary>
public static class ReceivingApi
{
    public static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddOptions<ReceivingOptions>().BindConfiguration("Telemetry:Receiving");
        services.AddSingleton<SenderKeys>().AddSingleton<SampleIntake>();
        return services.AddSingleton<BytesInFlight>().AddSingleton<RequestsInFlight>().AddSingleton<PoisonedBodies>().AddSingleton<Receive>();
    }

    public static void MapReceiving(this WebApplication app)
    {
        app.MapPost("/v1/metrics", With(ReceivingProtocol.Otlp)).Opened();
        app.MapPost("/api/v1/write", With(ReceivingProtocol.RemoteWrite)).Opened();
        app.MapPost("/api/v1/exposition", With(ReceivingProtocol.Text)).Opened();
        // OTLP's failures have a form of their own, this one too.
        app.MapMethods("/v1/metrics", ["GET", "PUT", "PATCH", "DELETE"], (RequestDelegate)(http =>
            ReceivingProtocol.Otlp.Failed(ReceivingFailure.WrongMethod, http.Request.ContentType).SendAsync(http.Response))).Opened();
    }

    private static RequestDelegate With(ReceivingProtocol protocol) => http => http.RequestServices.GetRequiredService<Receive>().RunAsync(http, protocol);

    // Whoever holds a key is no person with permissions: the endpoint itself asks for the key.
    private static void Opened(this IEndpointConventionBuilder endpoint) =>
        endpoint.AllowAnonymous().WithMetadata(new ClosedByKeyAttribute()).DisableAntiforgery().ExcludeFromDescription();
}
