using System.Text;

namespace Cistron.Data.Audit.Motifs;

/// <summary>Looks for places at which one class has one base.</summary>
/// <param name="data">Rows with classes.</param>
/// <param name="rows">The rows to look at.</param>
internal sealed class ConstantPlaceSearch(AuditedData data, IReadOnlyList<int> rows)
{
    /// <summary>The least share of a class's rows with the base.</summary>
    public const double LeastShare = 0.9;

    /// <summary>The largest share of the other rows with it.</summary>
    public const double MostOthers = 0.6;

    private const int MostPlaces = 2000;

    /// <summary>The places of every class with enough rows, neighbours joined.</summary>
    public IReadOnlyList<ConstantPlace> Find()
    {
        int shortest = rows.Min(row => data.Bases[row].Length), longest = rows.Max(row => data.Bases[row].Length);
        return [.. From(false), .. shortest == longest ? [] : From(true)];
    }

    private IEnumerable<ConstantPlace> From(bool end)
    {
        var sizes = new ClassRows(data, rows);
        int[] labels = [.. Enumerable.Range(0, data.Task.Labels.Count)
            .Where(label => sizes[label] >= MotifSearch.FewestRows && sizes.Others(label) > 0)];
        int[] longest = [.. data.RowsByClass(rows).Select(own => own.Length == 0 ? 0 : own.Max(row => data.Bases[row].Length))];
        var open = new Dictionary<int, ConstantPlace>();
        int places = Math.Min(MostPlaces, labels.Select(label => longest[label]).DefaultIfEmpty().Max());
        for (int place = 0; place <= places; place++)
        {
            int[,] counts = CountsAt(place, end);
            foreach (int label in labels)
            {
                var here = At(place, end, label, counts, sizes);
                if (open.Remove(label, out var run))
                {
                    if (here is null)
                        yield return run;
                    else
                        here = Join(run, here);
                }
                if (here is not null)
                    open.Add(label, here);
            }
        }
        foreach (var run in open.Values)
            yield return run;
    }

    private int[,] CountsAt(int place, bool end)
    {
        int[,] counts = new int[data.Task.Labels.Count, data.Alphabet.Letters.Length];
        foreach (int row in rows)
        {
            byte[] bases = data.Bases[row];
            if (place < bases.Length && data.Alphabet.IndexOf(bases[end ? bases.Length - 1 - place : place]) is >= 0 and int letter)
                counts[data.ClassOf(row), letter]++;
        }
        return counts;
    }

    private ConstantPlace? At(int place, bool end, int label, int[,] counts, ClassRows sizes)
    {
        for (int letter = 0; letter < data.Alphabet.Letters.Length; letter++)
        {
            double share = Finding.Share(counts[label, letter], sizes[label]);
            int all = Enumerable.Range(0, data.Task.Labels.Count).Sum(other => counts[other, letter]);
            double others = Finding.Share(all - counts[label, letter], sizes.Others(label));
            if (share >= LeastShare && others <= MostOthers)
                return new ConstantPlace(data.Task.Labels[label], place, end,
                    Encoding.ASCII.GetString([data.Alphabet.Letters[letter]]), share, others);
        }
        return null;
    }

    private static ConstantPlace Join(ConstantPlace run, ConstantPlace next) => run with
    {
        Letters = run.FromEnd ? next.Letters + run.Letters : run.Letters + next.Letters,
        ClassShare = Math.Min(run.ClassShare, next.ClassShare),
        OthersShare = Math.Max(run.OthersShare, next.OthersShare),
    };
}
