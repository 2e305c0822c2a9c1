using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Windows;

namespace Cistron.Models.Tests.Inference;

public sealed class EnsembleTests
{
    private static readonly byte[][] Sequences = [.. new[] { 5, 54, 130, 1, 33 }.Select(Sample.Bases)];

    [Fact]
    public void The_answer_is_the_mean_of_models_with_other_tokens_and_contexts()
    {
        SequencePredictor codons = Predictor(k: 3, contextTokens: 20), bases = Predictor(k: 1, contextTokens: 18);
        var ensemble = new Ensemble([codons, bases]);

        var answers = ensemble.Predict(Sequences, sequence => sequence, batchSize: 2).ToList();

        var ofCodons = codons.Predict(Sequences, sequence => sequence, 2).ToList();
        var ofBases = bases.Predict(Sequences, sequence => sequence, 2).ToList();
        Assert.Equal(Sequences, answers.Select(answer => answer.Item));
        for (int i = 0; i < Sequences.Length; i++)
        {
            for (int k = 0; k < 3; k++)
                Assert.Equal((ofCodons[i].Output[k] + ofBases[i].Output[k]) / 2, answers[i].Output[k], 1e-9);
            Assert.Equal(ofCodons[i].Windows + ofBases[i].Windows, answers[i].Windows);
        }
        Assert.Equal(16, ensemble.Encoder.ContextBases);
    }

    [Fact]
    public void An_ensemble_of_one_answers_as_it_does()
    {
        var predictor = Predictor(k: 3, contextTokens: 20);

        var answers = new Ensemble([predictor]).Predict(Sequences, sequence => sequence, batchSize: 4).Select(answer => answer.Output);

        Assert.Equal(predictor.Predict(Sequences, sequence => sequence, 4).Select(answer => answer.Output), answers);
    }

    [Fact]
    public void Models_that_answer_for_something_else_are_refused() => Assert.Throws<ArgumentException>(() =>
        new Ensemble([Predictor(3, 20), Predictor(3, 20, Sample.Task with { Outputs = ["intron", "exon", "neither"] })]));

    private static SequencePredictor Predictor(int k, int contextTokens, SequenceTask? task = null)
    {
        var tokenizer = new KmerTokenizer(k, k, Tail.Unknown, Alphabet.Dna);
        var shape = Sample.Shape with { VocabularySize = tokenizer.Vocabulary.Count };
        return new SequencePredictor(Sample.SequenceModel(shape, task ?? Sample.Task, seed: (ulong)k), task ?? Sample.Task,
            new SequenceEncoder(tokenizer, contextTokens, LongSequenceRule.Windows));
    }
}
