using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Sovereign.Dashboard.Data;

/// <summary>
/// The one EF context. It knows no feature: it applies the configurations found in the assembly, and features use
/// <c>db.Set&lt;T&gt;()</c>. Identity's stores (<c>UserOnlyStore&lt;Person, PortalDb, Guid&gt;</c>) work on it the same way.
/// Always created through <see cref="IDbContextFactory{TContext}"/>, one context per operation.
/// </summary>
public sealed class PortalDb(DbContextOptions<PortalDb> options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>Keys that sign cookies and antiforgery tokens, shared by all nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_key", "access");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
    }
}
