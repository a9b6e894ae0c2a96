using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Sovereign.Dashboard.Access;

/// <summary>Someone with an account; a row of <c>access.person</c>, on which ASP.NET Core Identity works.</summary>
public sealed class Person : IdentityUser<Guid>
{
    // Without 0/o, 1/l: people read pseudonyms aloud.
    private const string PseudonymAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>What the audit log writes.</summary>
    public string Pseudonym { get; private set; } = "";

    public PersonKind Kind { get; private set; }

    public string DisplayName { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public List<PersonRole> Roles { get; private set; } = [];

    /// <summary>A new human account without a password.</summary>
    /// <param name="email">Address to sign in with, already found valid.</param>
    /// <param name="displayName">Name shown on pages.</param>
    /// <param name="roles">Codes of <see cref="Access.Roles"/>.</param>
    /// <param name="now">Time of creation.</param>
    public static Person NewHuman(string email, string displayName, IEnumerable<string> roles, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Person
        {
            Id = id,
            Pseudonym = "p-" + RandomNumberGenerator.GetString(PseudonymAlphabet, 8),
            Kind = PersonKind.Human,
            DisplayName = displayName,
            UserName = email,
            NormalizedUserName = Normalize(email),
            Email = email,
            NormalizedEmail = Normalize(email),
            LockoutEnabled = true,
            CreatedAt = now,
            SecurityStamp = NewStamp(),
            Roles = [.. roles.Distinct().Select(role => new PersonRole(id, role))],
        };
    }

    /// <summary>Gives or takes the password and ends all sessions.</summary>
    /// <param name="hash">As <see cref="IPasswordHasher{Person}"/> makes it; null for no way to sign in.</param>
    public void SetPassword(string? hash)
    {
        PasswordHash = hash;
        SecurityStamp = NewStamp();
        ConcurrencyStamp = NewStamp();
        LockoutEnd = null;
        AccessFailedCount = 0;
    }

    /// <summary>True for someone whose name and address were erased; a human account has an address as long as it is somebody's.</summary>
    public bool IsErased => Kind == PersonKind.Human && Email is null;

    /// <summary>Forgets name, address, password and roles, and ends all sessions; key and pseudonym stay. <see cref="Roles"/> must be loaded.</summary>
    public void Erase()
    {
        SetPassword(null);
        DisplayName = "Erased person";
        // No address has this form, so the one that was held here is free again.
        UserName = "erased-" + Pseudonym;
        NormalizedUserName = Normalize(UserName);
        Email = null;
        NormalizedEmail = null;
        Roles.Clear();
    }

    /// <summary>The person as use cases see one; <see cref="Roles"/> must be loaded.</summary>
    public Actor ToActor() => new(Id, Pseudonym, Email, DisplayName, Kind, [.. Roles.Select(role => role.Role).Order(StringComparer.Ordinal)]);

    /// <summary>The form in which addresses are compared; the same as Identity's normalizer.</summary>
    public static string Normalize(string email) => email.Normalize().ToUpperInvariant();

    private static string NewStamp() => RandomNumberGenerator.GetHexString(32);

    internal sealed class Config : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> builder)
        {
            builder.ToTable("person", "access", table =>
            {
                table.HasCheckConstraint("ck_person_kind", "kind IN ('human', 'system')");
                table.HasCheckConstraint(
                    "ck_person_system_has_no_password", "kind <> 'system' OR (password_hash IS NULL AND email IS NULL)");
            });
            builder.HasKey(person => person.Id).HasName("pk_person");
            builder.Property(person => person.Kind).HasConversion(
                kind => kind == PersonKind.System ? "system" : "human", text => text == "system" ? PersonKind.System : PersonKind.Human);
            builder.Property(person => person.UserName).IsRequired();
            builder.Property(person => person.NormalizedUserName).IsRequired();
            builder.Property(person => person.SecurityStamp).IsRequired();
            builder.Property(person => person.ConcurrencyStamp).IsRequired().IsConcurrencyToken();
            // What Identity offers and the portal does not use.
            builder.Ignore(person => person.EmailConfirmed);
            builder.Ignore(person => person.PhoneNumber);
            builder.Ignore(person => person.PhoneNumberConfirmed);
            builder.Ignore(person => person.TwoFactorEnabled);
            builder.HasIndex(person => person.Pseudonym).IsUnique().HasDatabaseName("ix_person_pseudonym");
            builder.HasIndex(person => person.NormalizedUserName).IsUnique().HasDatabaseName("ix_person_normalized_user_name");
            builder.HasIndex(person => person.NormalizedEmail).IsUnique().HasDatabaseName("ix_person_normalized_email");
            builder.HasMany(person => person.Roles).WithOne().HasForeignKey(role => role.PersonId)
                .HasConstraintName("fk_person_role_person_person_id");
        }
    }
}
