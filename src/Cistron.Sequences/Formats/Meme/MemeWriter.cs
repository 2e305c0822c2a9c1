using System.Globalization;
using System.Text;
using Cistron.Sequences.Motifs;

namespace Cistron.Sequences.Formats.Meme;

/// <summary>Writes motifs in the minimal MEME format, version 4.</summary>
public sealed class MemeWriter
{
    private readonly Stream _text;

    /// <summary>Writes what stands before the motifs.</summary>
    /// <param name="text">Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.</param>
    /// <param name="letters">The bases of the alphabet, such as <c>ACGT</c>.</param>
    /// <param name="bothStrands">Whether motifs were looked for on both strands.</param>
    public MemeWriter(Stream text, string letters, bool bothStrands)
    {
        _text = text;
        string equal = string.Join(' ', letters.Select(letter => string.Create(CultureInfo.InvariantCulture, $"{letter} {1.0 / letters.Length:0.####}")));
        Write($"MEME version 4\n\nALPHABET= {letters}\n\nstrands: {(bothStrands ? "+ -" : "+")}\n\nBackground letter frequencies\n{equal}\n");
    }

    /// <summary>Writes a motif.</summary>
    /// <param name="name">Its name: a word without blanks.</param>
    /// <param name="frequencies">Its places.</param>
    /// <param name="logValue">The natural logarithm of its E-value; the format has it as a number, 0 where it is below 1e-300.</param>
    /// <exception cref="ArgumentException">The name is empty or has a blank.</exception>
    public void Write(string name, BaseFrequencies frequencies, double logValue)
    {
        if (name.Length == 0 || name.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
            throw new ArgumentException($"{InputException.Quote(name)} is no word.", nameof(name));
        var motif = new StringBuilder();
        motif.Append(CultureInfo.InvariantCulture, $"\nMOTIF {name}\n")
            .Append(CultureInfo.InvariantCulture, $"letter-probability matrix: alength= {frequencies.Alphabet.Letters.Length} w= {frequencies.Length} ")
            .Append(CultureInfo.InvariantCulture, $"nsites= {frequencies.Instances} E= {Math.Exp(logValue):0.0e+0}\n");
        for (int place = 0; place < frequencies.Length; place++)
            motif.AppendJoin(' ', Rounded(frequencies.Shares(place))).Append('\n');
        Write(motif.ToString());
    }

    // A row must add up to 1 as it is written: the largest share takes what rounding left.
    private static IEnumerable<string> Rounded(double[] shares)
    {
        double[] rounded = [.. shares.Select(share => Math.Round(share, 6))];
        rounded[rounded.IndexOf(rounded.Max())] += 1 - rounded.Sum();
        return rounded.Select(share => share.ToString("0.000000", CultureInfo.InvariantCulture));
    }

    private void Write(string text) => _text.Write(Encoding.ASCII.GetBytes(text));
}
