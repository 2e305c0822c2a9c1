using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Data.Recipes;

/// <summary>The recipe of <c>tokenizer train</c>: sequences in, tokens that are frequent in them out.</summary>
public sealed record TokenizerTrainingRecipe : IValidated
{
    /// <summary>The sequences.</summary>
    [Description("files of sequences, plain or .gz: FASTA, .2bit, FASTQ, tables, JSON lines, a sequence or its k-mers a line")]
    public IReadOnlyList<string> Corpus { get; init; } = [];

    /// <summary>The folder to make.</summary>
    [Description("folder to make: tokenizer.json and what else Hugging Face's software reads, report.html, training.json")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>The letters of the sequences.</summary>
    [Description("dna or rna; T and U are exchanged where needed, and counted")]
    public NucleicAlphabet Alphabet { get; init; } = NucleicAlphabet.Dna;

    /// <inheritdoc cref="BpeTraining.VocabularySize"/>
    [Description("tokens, the five special ones and the four bases included; fewer where no pair stands twice any more")]
    [Range(9, BpeMerges.MostSymbols)]
    public int VocabularySize { get; init; } = new BpeTraining().VocabularySize;

    /// <inheritdoc cref="BpeTraining.LongestToken"/>
    [Description("the most bases of a token")]
    [Range(1, BpeMerges.LongestSymbol)]
    public int LongestTokenBases { get; init; } = new BpeTraining().LongestToken;

    /// <summary>The most bases that are learned of: a sample, evenly spread, of a corpus that has more.</summary>
    [Description("learn of at most so many bases, evenly spread; 13 bytes of memory each")]
    [Range(100_000, SequenceSample.MostBases)]
    public long SampleBases { get; init; } = 50_000_000;

    /// <summary>The seed of the sample.</summary>
    [Description("the seed of the sample")]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc />
    public IEnumerable<(string Key, string Fault)> Validate()
    {
        if (Corpus.Count == 0)
            yield return ("corpus", "is missing: files of sequences, such as FASTA; give at least one");
    }
}
