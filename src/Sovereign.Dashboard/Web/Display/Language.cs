namespace Sovereign.Dashboard.Web.Display;

/// <summary>A language of the frame.</summary>
/// <param name="Code">BCP 47 tag, as in the <c>lang</c> attribute.</param>
/// <param name="Name">Its name in itself, which is how a reader finds it.</param>
/// <param name="Text">Everything the frame says.</param>
public sealed record Language(string Code, string Name, FrameText Text);
