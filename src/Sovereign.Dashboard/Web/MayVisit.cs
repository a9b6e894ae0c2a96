namespace Sovereign.Dashboard.Web;

/// <summary>Whether whoever asks has a permission. The feature that knows permissions supplies it; the frame only asks.</summary>
public delegate bool MayVisit(string permission);
