using System.Net;
using System.Text;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Intake;

/// <summary>A disk that fills up while a file is received.</summary>
public sealed class DiskFullTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly byte[] file = Encoding.UTF8.GetBytes($"{RunningPortal.Header}\ndatacenter-power,IND,2024,3.6,GW,all-installed\n");

    [Fact]
    public async Task An_upload_that_finds_no_room_is_507_leaves_nothing_and_succeeds_once_there_is_room()
    {
        var dataset = await portal.NewDatasetAsync();
        // What Postgres reports when the table cannot be extended.
        await portal.ExecuteAsync(
            """
            CREATE FUNCTION public.no_room() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER no_room AFTER INSERT ON datasets.source_chunk FOR EACH ROW EXECUTE FUNCTION public.no_room();
            """);
        using (var refused = await portal.UploadAsync(dataset, file, portal.Uploader))
        {
            Assert.Equal("disk-full", await RunningPortal.ProblemAsync(refused, HttpStatusCode.InsufficientStorage));
        }

        Assert.Equal(0L, await portal.ScalarAsync<long>("SELECT (SELECT count(*) FROM datasets.source_chunk) + (SELECT count(*) FROM datasets.source_file) + (SELECT count(*) FROM datasets.version)"));
        await portal.ExecuteAsync("DROP TRIGGER no_room ON datasets.source_chunk");
        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, file));
    }
}
