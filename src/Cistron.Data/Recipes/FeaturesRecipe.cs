using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Transcripts;

namespace Cistron.Data.Recipes;

/// <summary>The recipe of <c>data features</c>: transcripts in, a table of classic features out.</summary>
public sealed record FeaturesRecipe : IValidated
{
    /// <summary>The transcripts.</summary>
    [Description("FASTA, .csv/.tsv or one transcript a line, DNA or RNA; plain or .gz; - for standard input")]
    [Required]
    public string Input { get; init; } = "";

    /// <summary>The table of features.</summary>
    [Description("table to write (.tsv, .csv, also .gz); - for standard output")]
    public string Output { get; init; } = "-";

    /// <summary>The column of transcripts.</summary>
    [Description("column of the transcripts, when the input is a table; null: found by name")]
    public string? SequenceColumn { get; init; }

    /// <summary>The column of labels.</summary>
    [Description("column of labels to keep, when the input is a table; null: found by name, if there is one")]
    public string? LabelColumn { get; init; }

    /// <summary>The longest k-mers that are counted.</summary>
    [Description("shares of k-mers of 1 to this many bases; 0: none")]
    [Range(0, 6)]
    public int LongestKmers { get; init; } = 3;

    /// <summary>What a reading frame must begin and end with.</summary>
    [Description("complete: reading frames from ATG to a stop; may_be_cut: also open at the transcript's ends")]
    public FrameEnds FrameEnds { get; init; } = FrameEnds.MayBeCut;

    /// <summary>Transcripts that code, to learn hexamers from.</summary>
    [Description("coding transcripts (training rows) whose reading frames teach the hexamer score; null: no such column")]
    public string? Coding { get; init; }

    /// <summary>Transcripts that do not code, to learn hexamers from.</summary>
    [Description("noncoding transcripts (training rows) for the hexamer score")]
    public string? Noncoding { get; init; }

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Coding is null != Noncoding is null)
            yield return (Coding is null ? "coding" : "noncoding", "is missing; the hexamer score compares coding with noncoding transcripts");
        if (Coding is { } coding && string.IsNullOrWhiteSpace(coding) || Noncoding is { } noncoding && string.IsNullOrWhiteSpace(noncoding))
            yield return ("coding", "or noncoding names no file; give both, or leave both out");
        string[] read = [.. new[] { Input, Coding, Noncoding }.Where(path => !string.IsNullOrWhiteSpace(path)).Select(path => path!)];
        if (read.Any(path => TextTarget.Overwrites(Output, path)))
            yield return ("output", "is one of the files that are read, which would be lost; give another file");
        if (Output != "-" && TableDelimiter.ByExtension(Output) is null)
            yield return ("output", "is a table; give a name that ends in .csv or .tsv, with or without .gz");
        if (new[] { Input, Coding, Noncoding }.Count(path => path == "-") > 1)
            yield return ("input", "and another file are both standard input; name one of them");
    }
}
