using System.Text;

namespace Cistron.Sequences.Formats.Fastq;

/// <summary>Writes FASTQ of four lines a record that end in LF; the third is a bare <c>+</c>.</summary>
/// <param name="text">Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.</param>
public sealed class FastqWriter(Stream text)
{
    private byte[] _characters = [];

    /// <summary>Writes one record.</summary>
    /// <param name="id">The name; not empty, without white space.</param>
    /// <param name="description">What follows the name on the header line; may be empty.</param>
    /// <param name="bases">The letters as they shall stand in the file, without line ends.</param>
    /// <param name="qualities">
    /// The Phred score of every base, 0 to <see cref="FastqRecord.MostQuality"/>.
    /// </param>
    /// <exception cref="ArgumentException">The record would not be read back the same.</exception>
    public void Write(string id, string description, ReadOnlySpan<byte> bases, ReadOnlySpan<byte> qualities)
    {
        if (id.Length == 0 || id.AsSpan().ContainsAny(" \t\r\n"))
            throw new ArgumentException($"{InputException.Quote(id)} is not one word, as a FASTQ name is.", nameof(id));
        if (description.AsSpan().ContainsAny("\r\n") || description.Trim(' ', '\t').Length < description.Length)
            throw new ArgumentException("The description of a FASTQ record is one trimmed line.", nameof(description));
        if (bases.ContainsAny("\r\n"u8))
            throw new ArgumentException("The bases of a FASTQ record are one line.", nameof(bases));
        if (qualities.Length != bases.Length || qualities.ContainsAnyExceptInRange((byte)0, FastqRecord.MostQuality))
            throw new ArgumentException(
                $"A FASTQ record has one quality of 0 to {FastqRecord.MostQuality} for each base.", nameof(qualities));

        if (_characters.Length < qualities.Length)
            _characters = new byte[qualities.Length];
        for (int i = 0; i < qualities.Length; i++)
            _characters[i] = (byte)(FastqRecord.QualityOfZero + qualities[i]);
        text.Write(Encoding.UTF8.GetBytes(description.Length > 0 ? $"@{id} {description}\n" : $"@{id}\n"));
        text.Write(bases);
        text.Write("\n+\n"u8);
        text.Write(_characters.AsSpan(0, qualities.Length));
        text.Write("\n"u8);
    }
}
