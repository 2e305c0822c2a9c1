using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Training.Objectives;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Objectives;

public class MaskedLanguageObjectiveTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    public void A_model_that_finds_all_bases_equally_likely_has_two_bits_per_base(int k, int stride)
    {
        using var scope = new TensorScope();
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 60));
        var tokenizer = new KmerTokenizer(k, stride, Tail.Drop, Alphabet.Dna);
        var objective = corpus.Objective(tokenizer, 30, TinyRecipes.Model);
        MakeUniform(objective.Model, tokenizer.Vocabulary);

        var metrics = objective.Validate();

        Assert.Equal(2, metrics["bits_per_base"], 1e-5);
        Assert.Equal(k * Math.Log(4), metrics["loss"], 1e-5);
    }

    [Fact]
    public void Bits_of_overlapping_tokens_are_spread_over_the_distinct_bases_that_they_cover()
    {
        using var scope = new TensorScope();
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 60));
        var tokenizer = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna);
        var objective = corpus.Objective(tokenizer, 30, TinyRecipes.Model);
        MakeUniform(objective.Model, tokenizer.Vocabulary);
        var batches = corpus.Validation(tokenizer, 30);

        var metrics = objective.Validate();

        double tokens = batches.Sum(b => b.Weight), bases = batches.Sum(b => b.Hidden.Predicted);
        Assert.Equal(tokens * 6 / bases, metrics["bits_per_base"], 1e-4);       // log2(4³) = 6 bits a token
        Assert.InRange(bases / tokens, 2, 3);       // 15 % of tokens seldom overlap
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    [InlineData(6, 1)]
    public void The_masked_bases_of_a_batch_are_the_union_of_the_masked_spans(int k, int stride)
    {
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 60));
        var tokenizer = new KmerTokenizer(k, stride, Tail.Shift, Alphabet.Dna);

        Assert.All(corpus.Windows(tokenizer, 40, accumulate: 4).Batches(0), batch =>
            Assert.Equal(batch.Masks.Sum(row => Covered(tokenizer, row.Positions)), batch.Hidden.Predicted));
    }

    [Fact]
    public void The_batches_of_a_step_do_not_depend_on_what_was_asked_before()
    {
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 60));
        var tokenizer = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna);
        var first = corpus.Windows(tokenizer, 40, accumulate: 2);
        string[] inOrder = [.. Enumerable.Range(0, 10).Select(step => Text(first.Batches(step)))];

        var other = corpus.Windows(tokenizer, 40, accumulate: 2);

        Assert.Equal(10, inOrder.Distinct().Count());
        foreach (int step in new[] { 9, 2, 5, 2 })
            Assert.Equal(inOrder[step], Text(other.Batches(step)));
        Assert.NotEqual(inOrder[2], Text(corpus.Windows(tokenizer, 40, accumulate: 2, seed: 2).Batches(2)));
    }

    [Fact]
    public void Validation_masks_are_the_same_each_time_and_hide_all_that_is_asked()
    {
        using var corpus = new TinyCorpus(SyntheticSequences.Fasta(records: 30, length: 60));
        var tokenizer = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna);

        var batches = corpus.Validation(tokenizer, 30);

        Assert.Equal(Text(batches), Text(corpus.Validation(tokenizer, 30)));
        Assert.All(batches.SelectMany(b => b.Masks), row =>
            Assert.All(row.Positions, p => Assert.Equal(tokenizer.Vocabulary.Specials.Mask, row.Input[p])));
    }

    /// <summary>Logits of zero for all pieces, whatever the input, and none for special tokens.</summary>
    private static void MakeUniform(Module model, Vocabulary vocabulary)
    {
        foreach (var (_, parameter) in model.Parameters())
            parameter.Assign(Operators.Zeros(parameter.Value.Shape));
        float[] bias = [.. Enumerable.Range(0, vocabulary.Count)
            .Select(id => vocabulary.Specials.Contains(id) ? -1e4f : 0)];
        model.Parameters().Single(p => p.Key == "cls.predictions.bias").Value
            .Assign(Tensor.From<float>(bias, bias.Length));
    }

    /// <summary>Distinct bases under the masked tokens of a window of 40 bases.</summary>
    private static int Covered(KmerTokenizer tokenizer, int[] positions)
    {
        var spans = new List<TokenSpan>();
        tokenizer.Encode(Encoding.ASCII.GetBytes(new string('A', 40)), [], spans);
        var covered = positions.Select(p => spans[p - 1]).SelectMany(s => Enumerable.Range(s.Start, s.Length));
        return covered.Distinct().Count();
    }

    private static string Text(IEnumerable<MaskedBatch> batches) => string.Join("\n", batches
        .SelectMany(batch => batch.Masks)
        .SelectMany(row => new[] { row.Input, row.Positions, row.Targets })
        .Select(numbers => string.Join(' ', numbers)));
}
