using Sovereign.Dashboard.Commands;

// `serve` is the default; the other commands use the same composition, see Portal.cs.
return await CommandLine.RunAsync(args);
