using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Access;

/// <summary>A role someone has.</summary>
public sealed class PersonRole(Guid personId, string role)
{
    public Guid PersonId { get; private set; } = personId;

    /// <summary>Code of <see cref="Roles"/>.</summary>
    public string Role { get; private set; } = role;

    internal sealed class Config : IEntityTypeConfiguration<PersonRole>
    {
        public void Configure(EntityTypeBuilder<PersonRole> builder)
        {
            builder.ToTable("person_role", "access", table => table.HasCheckConstraint(
                "ck_person_role_role", $"role IN ({string.Join(", ", Roles.All.Select(role => $"'{role}'"))})"));
            builder.HasKey(role => new { role.PersonId, role.Role }).HasName("pk_person_role");
        }
    }
}
