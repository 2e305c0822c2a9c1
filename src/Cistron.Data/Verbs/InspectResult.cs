using Cistron.Sequences.Inspection;

namespace Cistron.Data.Verbs;

/// <summary>What <c>data inspect</c> found.</summary>
/// <param name="Cistron">The version that looked.</param>
/// <param name="Input">The file or folder.</param>
/// <param name="Parts">What is in the file, or in each table of the folder.</param>
/// <param name="NextSteps">What to do with it, the first step first.</param>
/// <param name="Page">The page that was written; null for none.</param>
public sealed record InspectResult(
    string Cistron,
    string Input,
    IReadOnlyList<InspectedPart> Parts,
    IReadOnlyList<NextStep> NextSteps,
    string? Page);

/// <summary>A file that was looked into.</summary>
/// <param name="Name">Its part of a dataset, such as <c>train</c>; null for a file on its own.</param>
/// <param name="Inspection">What is in it.</param>
public sealed record InspectedPart(string? Name, FileInspection Inspection);

/// <summary>Something to do with a file.</summary>
/// <param name="Purpose">What it is good for, without a full stop.</param>
/// <param name="Command">What to type; null where Cistron has nothing to offer.</param>
/// <param name="Reasons">Why the command is as it is, a sentence each without a full stop.</param>
public sealed record NextStep(string Purpose, string? Command, params IReadOnlyList<string> Reasons);
