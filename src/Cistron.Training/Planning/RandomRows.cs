using Cistron.Models;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Masking;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;

namespace Cistron.Training.Planning;

/// <summary>Rows of random bases, as long and as masked as those that a run will see.</summary>
internal sealed class RandomRows
{
    private readonly CorpusRecipe _data;
    private readonly Tokenizer _tokenizer;
    private readonly ulong _seed;
    private readonly long[] _lengths;
    private readonly long[] _ends;

    /// <summary>Rows of a recipe.</summary>
    /// <param name="recipe">Windows, strands, seed.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="lengths">Lengths of the regions that windows are drawn from; none: longer than any window.</param>
    public RandomRows(PretrainRecipe recipe, Tokenizer tokenizer, IEnumerable<long> lengths)
    {
        (_data, _tokenizer, _seed) = (recipe.Data, tokenizer, recipe.Seed);
        _lengths = [.. lengths.DefaultIfEmpty(int.MaxValue)];
        long end = 0;
        _ends = [.. _lengths.Select(length => end += length)];
    }

    /// <summary>The bases of a window, drawn as <see cref="WindowSampler"/> draws them.</summary>
    /// <param name="row">Its number.</param>
    public int Bases(int row)
    {
        var draws = RandomStream.For(_seed, "planned row", row);
        int region = Array.BinarySearch(_ends, draws.NextBelow(_ends[^1]) + 1);
        int asked = _data.ShortestWindowBases is { } shortest && draws.NextBelow(2) == 1
            ? shortest + (int)draws.NextBelow(_data.WindowBases - shortest + 1)
            : _data.WindowBases;
        return (int)Math.Min(_lengths[region < 0 ? ~region : region], asked);
    }

    /// <summary>The tokens of a window; where they follow from its bases, of random ones.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="bases">Its bases.</param>
    public int Tokens(int row, int bases)
    {
        if (_tokenizer.IsRegular)
            return _tokenizer.TokenCount(bases);
        List<int> ids = [];
        _tokenizer.Encode(Draw(row, bases), ids);
        return ids.Count;
    }

    /// <summary>A batch for masked language modelling.</summary>
    /// <param name="first">The number of its first row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="bases">Bases of each.</param>
    /// <param name="policy">Which tokens are to be predicted.</param>
    /// <param name="framing">The special tokens around a row.</param>
    public MaskedBatch Masked(int first, int rows, int bases, MaskingPolicy policy, Framing framing) => new(
        [.. Enumerable.Range(first, rows).Select(row => policy.Apply(_tokenizer.Frame(Draw(row, bases), framing),
            _tokenizer.Vocabulary, RandomStream.For(_seed, "planned mask", row)))], default);

    /// <summary>A batch of one window for next-token prediction.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="tokens">Tokens of the window, at most.</param>
    public CausalBatch Causal(int rows, int tokens)
    {
        CausalRow[] pieces = [.. Enumerable.Range(0, rows)
            .Select(row => CausalWindows.Row(_tokenizer, Draw(row, _tokenizer.ContextBases(tokens))))];
        return new CausalBatch(pieces, new CausalWindow(0, Math.Min(tokens, pieces.Max(piece => piece.Input.Length))), Lane: 0);
    }

    private byte[] Draw(int row, int bases)
    {
        var draws = RandomStream.For(_seed, "planned bases", row);
        var letters = _tokenizer.Alphabet.Letters;
        byte[] drawn = new byte[bases];
        for (int i = 0; i < bases; i++)
            drawn[i] = letters[(int)draws.NextBelow(letters.Length)];
        return drawn;
    }
}
