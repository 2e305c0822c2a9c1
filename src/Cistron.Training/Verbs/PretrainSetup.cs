using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Masking;
using Cistron.Training.Objectives;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>What pre-training works with, beside its corpus.</summary>
/// <param name="Split">What is trained on and what is held out.</param>
/// <param name="Held">The windows that are validated on.</param>
/// <param name="Tokenizer">Bases to tokens.</param>
/// <param name="Predicts">What the model is to predict.</param>
/// <param name="Model">The model, on its device.</param>
/// <param name="Objective">Batches, loss and metrics.</param>
internal sealed record PretrainSetup(CorpusSplit Split, IReadOnlyList<CorpusRegion> Held, Tokenizer Tokenizer,
    PredictedTokens Predicts, Model Model, Objective Objective)
{
    /// <summary>Splits the corpus and builds or opens the model, as it is before its first step.</summary>
    public static PretrainSetup Of(PretrainRecipe recipe, Corpus corpus, Device device, IRunLog log)
    {
        var pretrained = recipe.Pretrained is { } start ? ModelFolder.Open(start) : null;
        var tokenizer = pretrained?.Tokenizer ?? TokenizerRecipe.For(recipe.Tokenizer, recipe.Model, corpus.Alphabet);
        if (tokenizer.Alphabet != corpus.Alphabet)
            throw Fault("data.alphabet", $"is {corpus.Alphabet}, and the pre-trained model reads {tokenizer.Alphabet}; give that");
        var split = new CorpusSplit(corpus.Records, recipe.Data.ValidationFraction);
        var held = HeldOutWindows(recipe, corpus, split);
        log.Note($"{corpus.Records.Count:N0} records with {corpus.Length:N0} bases: {split.Training.Sum(r => r.Length):N0} to " +
                 $"train on, {split.Validation.Sum(r => r.Length):N0} held out");
        foreach (var source in corpus.Sources)
            if (source.Letters.Remarks is { Length: > 0 } remarks)
                log.Note($"{source.Path}: {remarks}");

        TorchRandom.Seed(RandomStream.Key(recipe.Seed, "init"));
        var shape = Shape(recipe, pretrained, tokenizer);
        var predicts = Predicted(recipe, pretrained, shape);
        var model = pretrained?.LoadLanguageModel(shape) ?? LanguageModel.On(shape.Build(), predicts);
        model.MoveTo(device);
        log.Note($"{(pretrained is null ? (recipe.Model ?? new ModelRecipe()).Title : $"model from {pretrained.Path}")} with " +
                 $"{model.ParameterCount:N0} weights on {device}, {tokenizer}, to predict " +
                 (predicts == PredictedTokens.Next ? "the next token" : "masked tokens"));
        return new PretrainSetup(split, held, tokenizer, predicts, model, predicts == PredictedTokens.Next
            ? Causal(recipe, corpus, split, held, tokenizer, (AwdLstmLanguageModel)model)
            : Masked(recipe, corpus, split, held, tokenizer, (MaskedLanguageModel)model));
    }

    private static IReadOnlyList<CorpusRegion> HeldOutWindows(PretrainRecipe recipe, Corpus corpus, CorpusSplit split)
    {
        if (split.Training.Count == 0)
            throw new TrainingException($"all {corpus.Length:N0} bases are held out and none is left to train on; lower " +
                                        "data.validation_fraction or give more records");
        var windows = WindowTiling.Of(corpus, split.Validation,
            new WindowOptions(recipe.Data.WindowBases, recipe.Data.MaxAmbiguousShare), recipe.Data.ValidationWindows);
        return windows.Count > 0
            ? windows
            : throw new TrainingException($"no window of {recipe.Data.WindowBases} bases is held out; lower " +
                                          "data.window_bases, raise data.validation_fraction, or give more records");
    }

    /// <summary>The shape of the model that a recipe asks for.</summary>
    internal static BackboneConfiguration Shape(PretrainRecipe recipe, ModelFolder? pretrained, Tokenizer tokenizer)
    {
        var shape = pretrained?.Description.Backbone
            ?? (recipe.Model ?? new ModelRecipe()).Configure(tokenizer, recipe.Data.WindowBases);
        return recipe.DropMult switch
        {
            null => shape,
            { } multiplier when shape is AwdLstmConfiguration lstm => lstm with { DropMult = multiplier },
            _ => throw Fault("drop_mult", "multiplies the dropouts of an AWD-LSTM, and this is another model; leave it out"),
        };
    }

    /// <summary>What a model of that shape is to predict.</summary>
    internal static PredictedTokens Predicted(PretrainRecipe recipe, ModelFolder? pretrained, BackboneConfiguration shape)
    {
        var natural = pretrained?.Description.Predicts
            ?? (shape is AwdLstmConfiguration { Bidirectional: false } ? PredictedTokens.Next : PredictedTokens.Masked);
        var asked = recipe.Causal is not null ? PredictedTokens.Next
            : recipe.Masking is not null ? PredictedTokens.Masked : natural;
        string key = asked == PredictedTokens.Next ? "causal" : "masking";
        if (LanguageModel.Fault(shape, asked) is { } fault)
            throw Fault(key, $"cannot be learned by this model: {fault}");
        if (pretrained is not null && asked != natural)
            throw Fault(key, $"is not what {pretrained.Path} was trained for; leave it out");
        return asked;
    }

    private static MaskedLanguageObjective Masked(PretrainRecipe recipe, Corpus corpus, CorpusSplit split,
        IReadOnlyList<CorpusRegion> held, Tokenizer tokenizer, MaskedLanguageModel model)
    {
        var plan = MaskingOf(recipe, tokenizer, split.Training.Sum(r => r.Length));
        var (framing, context) = (model.Backbone.Shape.Framing, model.Backbone.ContextTokens);
        int tokens = tokenizer.TokenCount(recipe.Data.WindowBases) + framing.SpecialTokens();
        // Of tokens that differ in length no one knows, and a window with too many loses its end.
        if (tokenizer.IsRegular && tokens > context)
            throw Fault("data.window_bases", $"is {recipe.Data.WindowBases}, which are {tokens:N0} tokens, and the model's context has {context:N0}; " +
                                             $"give at most {tokenizer.ContextBases(context - framing.SpecialTokens()):N0}");
        var options = new WindowOptions(recipe.Data.WindowBases, recipe.Data.MaxAmbiguousShare)
        {
            Shortest = recipe.Data.ShortestWindowBases,
        };
        var sampler = new WindowSampler(corpus, split.Training, options, recipe.Data.Strands, recipe.Seed);
        var windows = new MaskedWindows(sampler, tokenizer, plan, recipe.Training.BatchSize, recipe.Training.Accumulate,
            recipe.Data.WindowBases, recipe.Seed, framing, context, RandomFrame.Count(recipe.Data.RandomFrame, model.Backbone.Shape));
        var validation = MaskedWindows.ForValidation(corpus, held, tokenizer, plan.ForValidation,
            recipe.Training.BatchSize, recipe.Seed, framing, context);
        return new MaskedLanguageObjective(model, tokenizer, windows, validation, split.Training.Sum(r => r.Length));
    }

    /// <summary>The masking of a run. Its phases are parts of the whole run, whose length the corpus may decide.</summary>
    internal static MaskingPlan MaskingOf(PretrainRecipe recipe, Tokenizer tokenizer, long trainingBases)
    {
        var training = recipe.Training;
        double stepsPerEpoch = (double)trainingBases / training.BatchSize / training.Accumulate / recipe.Data.WindowBases;
        return MaskingOf(recipe.Masking ?? new MaskingRecipe(), tokenizer, training.AllPhases.Sum(phase => phase.StepsFor(stepsPerEpoch)));
    }

    /// <summary>The masking of a run of so many updates.</summary>
    /// <exception cref="RecipeException">It does not fit the tokens.</exception>
    internal static MaskingPlan MaskingOf(MaskingRecipe masking, Tokenizer tokenizer, long steps)
    {
        int k = (tokenizer as KmerTokenizer)?.K ?? 1;
        if (masking.Spans is not null && !tokenizer.IsRegular)
            throw Fault("masking.spans", "are for k-mers that overlap, and tokens of byte pairs do not; leave it out");
        if (masking.Spans?.Fault(k) is { } fault)
            throw Fault("masking.spans", fault);
        return masking.Plan(k, steps);
    }

    private static CausalLanguageObjective Causal(PretrainRecipe recipe, Corpus corpus, CorpusSplit split,
        IReadOnlyList<CorpusRegion> held, Tokenizer tokenizer, AwdLstmLanguageModel model)
    {
        if (!tokenizer.IsRegular)
            throw Fault("causal", "plans its windows by tokens of one length, and those of byte pairs differ; give k-mers, or a BERT and masking");
        var causal = recipe.Causal ?? new CausalRecipe();
        var reading = new CausalReading(recipe.Data.WindowBases, recipe.Data.Strands, causal.Bptt, causal.Jitter);
        var windows = new CausalWindows(corpus, split.Training, tokenizer, reading, recipe.Training.BatchSize,
            recipe.Training.Accumulate, recipe.Seed);
        var validation = held.Select(window => CausalWindows.Row(tokenizer, corpus.Read(window)))
            .OrderBy(row => row.Input.Length).Chunk(recipe.Training.BatchSize);
        return new CausalLanguageObjective(model, windows, causal.Penalties, [.. validation], causal.Bptt,
            tokenizer.Vocabulary.Specials.Padding);
    }

    private static RecipeException Fault(string key, string sentence) => new([new RecipeFault(key, sentence)]);
}
