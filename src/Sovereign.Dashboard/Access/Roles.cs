namespace Sovereign.Dashboard.Access;

/// <summary>The six roles. Used where people are added and in <see cref="RoleMatrix"/>; everything else asks for permissions.</summary>
public static class Roles
{
    public const string Policymaker = "policymaker";
    public const string Planner = "planner";
    public const string Analyst = "analyst";
    public const string Auditor = "auditor";
    public const string Operator = "operator";
    public const string Admin = "admin";

    /// <summary>All roles, in the order of the matrix.</summary>
    public static readonly IReadOnlyList<string> All = [Policymaker, Planner, Analyst, Auditor, Operator, Admin];
}
