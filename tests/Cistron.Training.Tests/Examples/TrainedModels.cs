using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Examples;

/// <summary>Models that are trained once, in under a second, for all tests that use models.</summary>
public sealed class TrainedModels : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public TrainedModels()
    {
        Corpus = _temporary.Write("corpus.fa", SyntheticSequences.Fasta(records: 30, length: 60));
        PretrainRecipe = TinyRecipes.Pretrain(_temporary["pretrain"], Corpus);
        Pretrain = PretrainRecipe.Train().Result!;

        Train = _temporary.Write("train.csv", SyntheticSequences.Table(48, 30, motif => motif ? "yes" : "no"));
        Test = _temporary.Write("test.csv", SyntheticSequences.Table(40, 30, motif => motif ? "yes" : "no", seed: 2));
        var recipe = TinyRecipes.Finetune(_temporary["finetune"], Train).StartingFrom(Pretrain.ModelFolder);
        FinetuneRecipe = recipe with { Data = recipe.Data with { Test = Test }, Baseline = true };
        Finetune = FinetuneRecipe.Train().Result!;
    }

    /// <summary>30 records of 60 bases.</summary>
    public string Corpus { get; }

    public PretrainRecipe PretrainRecipe { get; }

    public PretrainResult Pretrain { get; }

    /// <summary>48 rows of 30 bases with the classes yes and no.</summary>
    public string Train { get; }

    /// <summary>40 others.</summary>
    public string Test { get; }

    /// <summary>Starts from the pre-trained model.</summary>
    public FinetuneRecipe FinetuneRecipe { get; }

    public FinetuneResult Finetune { get; }

    /// <summary>A language model of 3-mers with a context of 30 bases.</summary>
    public string LanguageModel => Pretrain.ModelFolder;

    /// <summary>A classifier of 3-mers with a context of 30 bases.</summary>
    public string Classifier => Finetune.ModelFolder;

    public void Dispose() => _temporary.Dispose();
}

/// <summary>The tests that share the trained models.</summary>
[CollectionDefinition(Name)]
public sealed class TrainedModelsCollection : ICollectionFixture<TrainedModels>
{
    public const string Name = "trained models";
}
