using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Cistron.Evaluation.Embeddings;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Bench.Cases;

/// <summary>A map of vectors by t-SNE.</summary>
internal sealed class Mapping : Case
{
    public const string Work = "tsne";

    private const int Dimensions = 64, Groups = 10;
    private const long MostOfExact = 2_000;

    public override string Name => "tsne";

    public override string Title => $"A map by t-SNE of vectors of {Dimensions} numbers";

    public override string Unit => "vectors";

    public override IReadOnlyList<long> Sizes => [500, 2_000, Tsne.MostPoints];

    public override string Notes =>
        $"Vectors of {Groups} groups, perplexity 30, {Tsne.DefaultSteps:N0} steps, of which {Tsne.DefaultExaggeratedSteps} are exaggerated, from the "
        + "same start, with the same rate and momentum. Cistron's is exact. The peers are scikit-learn's exact method, which NumPy does, "
        + $"up to {MostOfExact:N0} vectors, and its Barnes–Hut, an approximation and its default. The divergence that each reports of its map is "
        + "compared in every repetition: 5 % may lie between them, for each descent ends in a valley of its own, and Barnes–Hut sees only the "
        + "nearest neighbours.";

    public override IReadOnlyList<Contestant> Prepare(long size, string folder)
    {
        string vectors = Path.Combine(folder, $"vectors-{size}.f32");
        if (!File.Exists(vectors))
            TextTarget.Write(vectors, file => file.Write(MemoryMarshal.AsBytes<float>([.. Drawn((int)size).SelectMany(vector => vector)])));
        string[] arguments = [vectors, Dimensions.ToString(CultureInfo.InvariantCulture)];
        Contestant Peer(string name, string method) => Contestant.Python(name, "tsne.py", [method, .. arguments]) with { Tolerance = 0.05 };
        Contestant[] all =
        [
            Contestant.Cistron(Work, arguments),
            Peer("scikit-learn, Barnes–Hut", "barnes_hut"),
            Peer("scikit-learn, exact", "exact"),
        ];
        return size <= MostOfExact ? all : all[..2];
    }

    /// <summary>What Cistron does: vectors end to end, and how long each is.</summary>
    public static Outcome Map(string[] arguments)
    {
        byte[] numbers = File.ReadAllBytes(arguments[0]);
        float[][] vectors = [.. MemoryMarshal.Cast<byte, float>(numbers).ToArray().Chunk(int.Parse(arguments[1], CultureInfo.InvariantCulture))];
        long start = Stopwatch.GetTimestamp();
        var tsne = new Tsne(vectors);
        var map = tsne.Fit(Tsne.StartAt([.. vectors.Select(vector => ((double)vector[0], (double)vector[1]))]));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Outcome(seconds, [tsne.Divergence(map)]);
    }

    private static IEnumerable<float[]> Drawn(int count)
    {
        var draws = RandomStream.For(1, "vectors to map");
        float[] Normal() => [.. Enumerable.Range(0, Dimensions).Select(_ => (float)draws.NextNormal())];
        float[][] centres = [.. Enumerable.Range(0, Groups).Select(_ => Normal())];
        return Enumerable.Range(0, count).Select(i => Normal().Zip(centres[i % Groups], (own, centre) => own + centre).ToArray());
    }
}
