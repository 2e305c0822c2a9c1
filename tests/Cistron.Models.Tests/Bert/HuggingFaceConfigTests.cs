using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Models.Tests.Parity;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Models.Tests.Bert;

public sealed class HuggingFaceConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_file_leaves_out_is_as_in_BERT_base()
    {
        var config = Read("""{"vocab_size": 4101, "architectures": ["BertForMaskedLM"], "rnn": "lstm", "split": 10, "pruned_heads": {}}""");

        Assert.Equal(new BertRecipe { Preset = BertPreset.Base }.Configure(vocabularySize: 4101, contextTokens: 512), config.Shape);
        Assert.False(config.HasClassifier);
        Assert.Null(Read("""{"architectures": null}""").HasClassifier);
    }

    [Fact]
    public void What_Cistron_writes_it_reads_again()
    {
        for (int draw = 0; draw < 100; draw++)
        {
            var stream = RandomStream.For(5, "shape", draw);
            int Below(int most) => 1 + (int)stream.NextBelow(most);
            int heads = Below(8);
            var shape = new BertConfiguration
            {
                VocabularySize = Below(5000), ContextTokens = 2 + Below(600), Layers = Below(30), Heads = heads, Dimensions = heads * Below(64),
                FeedForward = Below(4000), Activation = (Activation)stream.NextBelow(4), Dropout = stream.NextDouble() * 0.9,
                AttentionDropout = stream.NextDouble() * 0.9, InitialDeviation = stream.NextDouble(), NormalizationEpsilon = stream.NextDouble() * 1e-5,
            };
            var task = Sample.Task with { Kind = (TaskKind)stream.NextBelow(2), Pooling = Pooling.Cls };

            var language = Read(shape.HuggingFaceConfig(null)!.ToJsonString());
            var classifier = Read(shape.HuggingFaceConfig(task)!.ToJsonString());

            Assert.Equal(shape, language.Shape);
            Assert.Equal(shape, classifier.Shape);
            Assert.Equal((false, true), (language.HasClassifier, classifier.HasClassifier));
            Assert.Equal((task.Kind, task.Pooling), (classifier.TaskOf(3).Kind, classifier.TaskOf(3).Pooling));
            Assert.Equal(task.Outputs, classifier.TaskOf(3).Outputs);
        }
    }

    [Theory]
    [InlineData("{}", 1, TaskKind.Regression, "LABEL_0")]
    [InlineData("{}", 3, TaskKind.MultiClass, "LABEL_0 LABEL_1 LABEL_2")]
    [InlineData("""{"id2label": {"1": "yes", "0": "no"}}""", 2, TaskKind.MultiClass, "no yes")]
    [InlineData("""{"id2label": {"0": 0, "1": 1}}""", 2, TaskKind.MultiClass, "0 1")]
    [InlineData("""{"id2label": {"0": "LABEL_0", "1": "LABEL_1"}, "num_labels": 2}""", 3, TaskKind.MultiClass, "LABEL_0 LABEL_1 LABEL_2")]
    [InlineData("""{"problem_type": "multi_label_classification"}""", 2, TaskKind.MultiLabel, "LABEL_0 LABEL_1")]
    public void The_task_is_that_of_the_classifiers_outputs(string config, int outputs, TaskKind kind, string names)
    {
        var task = Read(config).TaskOf(outputs);

        Assert.Equal((kind, (Pooling?)Pooling.Cls), (task.Kind, task.Pooling));
        Assert.Equal(names.Split(' '), task.Outputs);
    }

    [Theory]
    [InlineData("""{"id2label": {"0": "no", "1": "yes"}}""", "id2label names 2 labels; the classifier has 3 outputs; give the config.json that was saved with the weights.")]
    [InlineData("""{"problem_type": "ranking"}""", "problem_type is 'ranking'; regression, single_label_classification or multi_label_classification was expected; correct it.")]
    [InlineData("""{"problem_type": "regression"}""", "problem_type is 'regression' of 3 outputs; one value, or two or more classes were expected; correct problem_type.")]
    public void A_task_that_the_weights_do_not_have_is_refused(string config, string words) =>
        Assert.EndsWith(words, Assert.Throws<InputException>(() => Read(config).TaskOf(3)).Message);

    [Theory]
    [InlineData("""{"model_type": "roberta"}""", "model_type is 'roberta'; 'bert' was expected")]
    [InlineData("""{"alibi_starting_size": 512}""", "alibi_starting_size is there; learned positions were expected")]
    [InlineData("""{"position_embedding_type": "relative_key"}""", "position_embedding_type is 'relative_key'; 'absolute' was expected")]
    [InlineData("""{"is_decoder": true}""", "is_decoder is set; an encoder was expected")]
    [InlineData("""{"pruned_heads": {"0": [1]}}""", "pruned_heads is not empty")]
    [InlineData("""{"type_vocab_size": 1}""", "type_vocab_size is 1; 2 types of tokens were expected")]
    [InlineData("""{"hidden_act": "quick_gelu"}""", "hidden_act is 'quick_gelu'; one of gelu, gelu_new, gelu_pytorch_tanh, relu, silu, swish was expected")]
    [InlineData("""{"architectures": ["BertForTokenClassification"]}""", "architectures names 'BertForTokenClassification'; one of BertModel, ")]
    [InlineData("""{"architectures": {"a": 1}}""", "architectures names '{\"a\": 1}'")]
    [InlineData("""{"num_hidden_layers": 2147483647}""", "no BERT can be built: layers is 2147483647 where 1 to 200 can be")]
    [InlineData("""{"num_hidden_layers": 1e3}""", "num_hidden_layers is '1e3'; a whole number was expected")]
    [InlineData("""{"num_attention_heads": 5}""", "no BERT can be built: 5 attention heads do not divide 768 dimensions")]
    [InlineData("""{"max_position_embeddings": "512"}""", "max_position_embeddings is '\"512\"'; a whole number was expected")]
    [InlineData("""{"hidden_dropout_prob": 1e999}""", "no BERT can be built: dropout is")]
    [InlineData("""{"layer_norm_eps": []}""", "layer_norm_eps is '[]'; a number was expected")]
    [InlineData("""{"hidden_act": "\ud800"}""", "this is no valid JSON")]
    [InlineData("""{"hidden_size": 768, "hidden_size": 16}""", "config.json: this is no valid JSON, or a name stands in it twice")]
    [InlineData("""{"id2label": {"0": "a", "2": "b"}}""", "id2label is damaged")]
    [InlineData("""{"id2label": {"0": "a", "1": "a"}}""", "id2label is damaged")]
    [InlineData("""{"id2label": {"0": "\u001b[2J"}}""", "id2label is damaged")]
    [InlineData("[]", "this is no JSON object")]
    [InlineData("", "this is no valid JSON")]
    public void What_Cistrons_BERT_does_not_have_is_refused_in_one_sentence(string config, string words)
    {
        string refusal = Assert.Throws<InputException>(() => Read(config)).Message;

        Assert.Contains(words, refusal);
        Assert.DoesNotContain('\n', refusal);
        Assert.DoesNotContain('\u001b', refusal);
    }

    [Fact]
    public void A_garbled_file_is_read_or_refused_and_never_more()
    {
        byte[] whole = File.ReadAllBytes(DnabertFixture.File("classifier/config.json"));
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            var draws = RandomStream.For(7, "garbage", round);
            byte[] garbled = [.. whole];
            for (long accident = draws.NextBelow(4); accident >= 0; accident--)
                garbled[draws.NextBelow(garbled.Length)] = (byte)draws.NextBelow(256);
            string path = Path.Combine(_folder.Path, "config.json");
            File.WriteAllBytes(path, round % 3 == 0 ? garbled[..(int)draws.NextBelow(garbled.Length)] : garbled);

            try
            {
                HuggingFaceConfig.Read(path).TaskOf(3);
            }
            catch (InputException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1000, 2999);
    }

    private HuggingFaceConfig Read(string config)
    {
        string path = Path.Combine(_folder.Path, "config.json");
        File.WriteAllText(path, config);
        return HuggingFaceConfig.Read(path);
    }
}
