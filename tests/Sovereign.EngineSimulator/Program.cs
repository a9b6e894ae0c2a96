using System.Globalization;
using System.Net;
using Sovereign.EngineSimulator;
using Sovereign.EngineSimulator.Engines;
using Sovereign.EngineSimulator.Wire;

// Engines that do not exist, for demonstrations and load: dotnet run --project tests/Sovereign.EngineSimulator -- --help
var command = args is ["csv", ..] ? args[0] : "send";
var pairs = Options.Pairs(args is ["csv", .. var rest] ? rest : args);
var clock = TimeProvider.System;
// Whole seconds, which every format can say.
var now = clock.GetUtcNow().ToUnixTimeSeconds() * 1000;
var life = TimeSpan.FromHours(6);

if (command == "csv" && pairs is not null && pairs.TryGetValue("site", out var site) && Options.Count(pairs, "engines", 10) is { } many && Options.Count(pairs, "seed", 1) is { } seeded)
{
    Console.Write(Fleet.Table(Fleet.Mixed(many, seeded, now, life), site));
    return 0;
}

if (command == "csv" || pairs is null || Options.Of(pairs) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
if (options.For is { } length) stop.CancelAfter(length);

// Faster than time, it tells of the past: it may not tell of the future, and the portal takes nothing older than a day.
var ahead = options.Speed > 1 ? TimeSpan.FromHours(23) : TimeSpan.Zero;
var engines = Fleet.Mixed(options.Engines, options.Seed, now - (long)ahead.TotalMilliseconds, life);
using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
var format = WireFormats.Named(options.Format)!;
var sender = new Sender(http, options.Url, options.Key, format);
// Ten engines a request keep it below what any receiver takes.
var groups = engines.Chunk(10).Select(IReadOnlyList<SimulatedEngine> (group) => group).ToList();
long sent = 0;
try
{
    using var timer = new PeriodicTimer(options.Interval / options.Speed);
    do
    {
        foreach (var engine in engines) engine.Advance(options.Interval);
        foreach (var group in groups)
        {
            var (status, body) = await sender.SendAsync(format.Encode(group), stop.Token);
            if ((int)status >= 400)
            {
                Console.Error.WriteLine($"{(int)status} {status}: {body}");
                if (status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound) return 1;
            }

            sent += group.Sum(engine => engine.Metrics.Sum(metric => metric.Numbers));
        }

        if (engines[0].Now >= clock.GetUtcNow().ToUnixTimeMilliseconds() + 240_000) break;
    }
    while (await timer.WaitForNextTickAsync(stop.Token));
}
catch (OperationCanceledException)
{
    // It was told to stop.
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{engines.Count} engines, {sent:N0} samples, {sender.Retries} bodies sent again, {engines.Sum(engine => engine.Restarts)} restarts, {engines.Sum(engine => engine.GeneratedTokens.Added):N0} tokens generated"));
return 0;
