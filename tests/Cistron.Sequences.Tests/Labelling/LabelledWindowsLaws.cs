using System.Text;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Labelling;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Labelling;

/// <summary>What holds of all windows, whatever the genome, the features and the rule.</summary>
public sealed class LabelledWindowsLaws : IDisposable
{
    private const int Rounds = 40;

    private readonly TestGenome _genome = new(
        ("one", TestGenome.Draw(20_000, 1)), ("short", "ACGT"), ("two", TestGenome.Draw(8_000, 2)));

    public void Dispose() => _genome.Dispose();

    [Fact]
    public void Every_window_lies_where_it_says_and_is_as_long_as_the_rule()
    {
        ForAll((rule, windows, _) =>
        {
            foreach (LabelledWindow window in windows.Read().Where(window => window.Kind != "shuffle"))
            {
                Assert.Equal(Texts.String(_genome.Genome.Read(window.Place)), Texts.String(window.Bases));
                Assert.Equal(rule.Bases, window.Bases.Length);
                Assert.NotEqual(Strand.Unknown, window.Place.Strand);
            }
        });
    }

    [Fact]
    public void No_intergenic_window_is_nearer_to_a_feature_than_the_margin()
    {
        int met = 0;
        ForAll((rule, windows, features) =>
        {
            int margin = rule.Negatives.OfType<RandomIntergenic>().Single().MarginBases;
            foreach (LabelledWindow window in windows.Read().Where(window => window.Kind == "intergenic"))
            {
                Interval room = Widened(window.Place, margin);
                Assert.DoesNotContain(features, feature => feature.Overlaps(room));
                met++;
            }
        });
        Assert.InRange(met, 100, int.MaxValue);
    }

    [Fact]
    public void Windows_inside_keep_off_both_ends_of_their_feature()
    {
        ForAll((rule, windows, features) =>
        {
            int margin = rule.Negatives.OfType<InsideFeatures>().Single().MarginBases;
            foreach (LabelledWindow window in windows.Read().Where(window => window.Kind == "inside"))
            {
                Interval room = Widened(window.Place, margin);
                Assert.Contains(features, feature => feature.Contains(room) && $"{feature}" == window.Feature);
            }
        });
    }

    [Fact]
    public void GC_is_matched_within_the_tolerance_and_away_from_positive_windows()
    {
        int met = 0;
        ForAll((rule, windows, features) =>
        {
            double tolerance = rule.Negatives.OfType<MatchedGc>().Single().Tolerance;
            Interval[] positives = [.. features.Select(rule.Around)];
            foreach (LabelledWindow window in windows.Read().Where(window => window.Kind == "gc"))
            {
                double[] wanted =
                [
                    .. features.Where(feature => $"{feature}" == window.Feature)
                        .Select(rule.Around)
                        .Where(positive => positive.Start >= 0)
                        .Select(positive => GcShare(_genome.Genome.Read(positive))),
                ];
                Assert.Contains(wanted, share => Math.Abs(share - GcShare(window.Bases)) <= tolerance);
                Assert.DoesNotContain(positives, positive => positive.Overlaps(window.Place));
                met++;
            }
        });
        Assert.InRange(met, 100, int.MaxValue);
    }

    [Fact]
    public void Shuffled_windows_have_the_letters_of_their_own_and_another_order()
    {
        ForAll((_, windows, _) =>
        {
            foreach (LabelledWindow window in windows.Read().Where(window => window.Kind == "shuffle"))
            {
                byte[] own = _genome.Genome.Read(window.Place);
                Assert.NotEqual(Texts.String(own), Texts.String(window.Bases));
                Assert.Equal(Texts.String([.. own.Order()]), Texts.String([.. window.Bases.Order()]));
            }
        });
    }

    [Fact]
    public void No_bases_and_no_id_are_there_twice_and_the_counts_tell_of_all()
    {
        ForAll((_, windows, _) =>
        {
            List<LabelledWindow> read = [.. windows.Read()];

            Assert.Equal(read.Count, read.Select(window => Texts.String(window.Bases)).Distinct().Count());
            Assert.Equal(read.Count, read.Select(window => window.Id).Distinct().Count());
            Assert.All(windows.Counts.Kept,
                kept => Assert.Equal(kept.Value, read.Count(window => window.Kind == kept.Key)));
        });
    }

    [Fact]
    public void The_same_seed_gives_the_same_windows_and_another_one_others()
    {
        (string annotation, WindowRule rule, _) = Draw(1);

        string[] first = [.. _genome.Cut(annotation, rule, seed: 5).Read().Select(Show)];
        LabelledWindows again = _genome.Cut(annotation, rule, seed: 5);
        string[] other = [.. _genome.Cut(annotation, rule, seed: 6).Read().Select(Show)];

        Assert.Equal(first, again.Read().Select(Show));
        Assert.Equal(first, again.Read().Select(Show));
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void What_is_drawn_inside_a_feature_does_not_depend_on_the_others()
    {
        (string annotation, WindowRule rule, _) = Draw(2);
        string[] lines = annotation.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        rule = rule with { Negatives = [new InsideFeatures(1), new ShuffledPositive()] };
        HashSet<string> all = [.. _genome.Cut(annotation, rule).Read().Select(Show)];

        foreach (string line in lines.Take(10))
            Assert.All(_genome.Cut(line, rule).Read().Select(Show), window => Assert.Contains(window, all));
    }

    private void ForAll(Action<WindowRule, LabelledWindows, Interval[]> holds)
    {
        for (int round = 0; round < Rounds; round++)
        {
            (string annotation, WindowRule rule, Interval[] features) = Draw(round);
            holds(rule, _genome.Cut(annotation, rule, seed: (ulong)round), features);
        }
    }

    private static (string Annotation, WindowRule Rule, Interval[] Features) Draw(int round)
    {
        var draws = RandomStream.For(4, "rule", round);
        var features = new Interval[1 + draws.NextBelow(20)];
        foreach (ref Interval feature in features.AsSpan())
        {
            (string name, int length) = draws.NextBelow(3) == 0 ? ("two", 8_000) : ("one", 20_000);
            long start = draws.NextBelow(length - 300);
            feature = new Interval(name, start, start + 1 + draws.NextBelow(300), (Strand)(1 + draws.NextBelow(2)));
        }
        var anchor = (WindowAnchor)draws.NextBelow(3);
        var rule = new WindowRule(anchor, (int)draws.NextBelow(60), 10 + (int)draws.NextBelow(60))
        {
            MaxAmbiguousShare = draws.NextBelow(2) * 0.1,
            Negatives =
            [
                new InsideFeatures((int)draws.NextBelow(20)),
                new RandomIntergenic((int)draws.NextBelow(100), 1 + (int)draws.NextBelow(2)),
                new MatchedGc(0.05),
                new ShuffledPositive(2),
            ],
        };
        var annotation = new StringBuilder();
        foreach (Interval feature in features)
        {
            char strand = feature.Strand == Strand.Forward ? '+' : '-';
            annotation.Append($"{feature.Sequence} {feature.Start} {feature.End} {feature} 0 {strand}\n");
        }
        return (annotation.ToString(), rule, features);
    }

    private static Interval Widened(Interval place, int margin) =>
        place with { Start = place.Start - margin, End = place.End + margin };

    private static double GcShare(byte[] bases)
    {
        double canonical = bases.Count(letter => "ACGT"u8.Contains(letter));
        return bases.Count(letter => "GC"u8.Contains(letter)) / canonical;
    }

    private static string Show(LabelledWindow window) => $"{window.Id} {window.Label} {Texts.String(window.Bases)}";
}
