using Cistron.Cli.Verbs;
using Cistron.Sequences.Coordinates;
using Cistron.Training.GenomeScans;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Tests;

public sealed class ScanScreenTests
{
    [Fact]
    public void A_scan_shows_its_best_calls_and_how_they_agree_with_the_annotation() =>
        Transcript.Of("scan model=m genome=g.fa output=runs/scan", [new ScanVerb((_, _, _) => Result)]).Matches("scan");

    [Fact]
    public void Help_of_scan_lists_its_keys() => Transcript.Of("scan --help").Matches("help-scan");

    private static ScanResult Result => new()
    {
        Files = ["calls.bed"],
        Cistron = "0.1.0",
        Recipe = "",
        Report = "runs/scan/report.html",
        GenomeFingerprint = "",
        Class = "1",
        Grid = new ScanGrid(150, 10, 100),
        Sequences = 3,
        ShortSequences = 1,
        Bases = 60_000,
        Windows = 11_964,
        AmbiguousWindows = 7,
        Threshold = 0.9,
        Calls = 104,
        CalledBases = 2520,
        BestCalls = [Call("a", 31730, Strand.Forward, 0.983), Call("b", 10810, Strand.Reverse, 0.9771)],
        Probabilities = new Dictionary<string, long[]>(),
        Annotation = new AnnotationComparison(52, 0, new StartAgreement(0.9, 104, 40, 52, 39), [], [], []),
        Seconds = 26,
    };

    private static ScanCall Call(string sequence, long start, Strand strand, double probability)
    {
        var place = new Interval(sequence, start, start + 20, strand);
        return new ScanCall(place, new ScannedPlace(place, start + 10, probability));
    }
}
