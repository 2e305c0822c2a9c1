using System.Text;
using Cistron.Data.Audit;
using Cistron.Data.Tables;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Tests.Audit;

/// <summary>Audited rows made up for tests.</summary>
internal static class Drawn
{
    /// <summary>Rows of parts, each by its sequence and label; lines are numbered from 2 on, as below a header.</summary>
    public static AuditedData Data(params (string Part, (string Bases, string Label)[] Rows)[] parts) =>
        Data(null, ComparedStrands.Both, parts);

    /// <inheritdoc cref="Data(ValueTuple{string, ValueTuple{string, string}[]}[])"/>
    public static AuditedData Data(
        TaskKind? kind, ComparedStrands strands, params (string Part, (string Bases, string Label)[] Rows)[] parts)
    {
        var tables = parts.Select(part => (part.Part, new LabelledData($"{part.Part}.csv", "label",
            [.. part.Rows.Select((row, i) => new LabelledSequence(
                $"line{i + 2}", Encoding.ASCII.GetBytes(row.Bases), row.Label, i + 2))], default))).ToArray();
        var task = TaskInference.From(parts.SelectMany(part => part.Rows).Select(row => row.Label), "train.csv", "label", kind);
        return new AuditedData(tables, task, Alphabet.Dna, strands);
    }

    /// <summary>Uniform bases.</summary>
    public static string Bases(RandomStream stream, int length, string letters = "ACGT") =>
        string.Create(length, (stream, letters), static (text, state) =>
        {
            foreach (ref char letter in text)
                letter = state.letters[(int)state.stream.NextBelow(state.letters.Length)];
        });

    /// <summary>Bases with some of them replaced by one stretch.</summary>
    public static string With(this string bases, string stretch, int start) =>
        string.Concat(bases.AsSpan(0, start), stretch, bases.AsSpan(start + stretch.Length));

    /// <summary>Bases with each one exchanged for another at a rate.</summary>
    public static string Mutated(this string bases, double rate, RandomStream stream) => new([.. bases.Select(letter =>
        stream.NextDouble() < rate ? "ACGT".Replace($"{letter}", "", StringComparison.Ordinal)[(int)stream.NextBelow(3)] : letter)]);
}
