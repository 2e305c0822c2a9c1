namespace Cistron.Cli.Demo;

/// <summary>One of the ways to train that the demo compares: the same recipe with other arguments.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Folder">Its run folders are this name with the seed behind it.</param>
/// <param name="Arguments">What differs from the recipe.</param>
internal sealed record DemoArm(string Name, string Folder, params IReadOnlyList<string> Arguments)
{
    /// <summary>The recipe that all arms share.</summary>
    public const string Recipe = "recipes/demo/finetune.yaml";

    /// <summary>The demo's folder of runs.</summary>
    public const string Runs = "runs/demo";

    /// <summary>From the model that the demo pre-trains, with the k-mer baseline beside it.</summary>
    public static DemoArm Pretrained { get; } = new("pre-trained", "pretrained");

    /// <summary>The same model from random weights. Its baseline would be the same one, on the same rows.</summary>
    public static DemoArm Scratch { get; } = new("from scratch", "scratch",
        "pretrained=null", "tokenizer.k=3", "tokenizer.stride=3", "model.bert.preset=tiny", "model.bert.dropout=0",
        "model.bert.attention_dropout=0", "baseline=false");

    /// <summary>All arms.</summary>
    public static IReadOnlyList<DemoArm> All { get; } = [Pretrained, Scratch];

    /// <summary>A seed draws the training rows, the new weights and the order; the same seed draws the same rows for all arms.</summary>
    public static IReadOnlyList<int> Seeds { get; } = [1, 2, 3];

    /// <summary>The run folder of one seed.</summary>
    public string RunOf(int seed) => $"{Runs}/{Folder}-{seed}";

    /// <summary>The arguments of one seed's run.</summary>
    public IReadOnlyList<string> ArgumentsOf(int seed) => [$"run={RunOf(seed)}", $"seed={seed}", .. Arguments];
}
