using System.Text;

namespace Cistron.Sequences.Formats.Fasta;

/// <summary>Writes FASTA with lines of <see cref="LineBases"/> bases that end in LF.</summary>
/// <param name="text">Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.</param>
public sealed class FastaWriter(Stream text)
{
    /// <summary>Bases on a full line.</summary>
    public const int LineBases = 60;

    /// <summary>Writes one record.</summary>
    /// <param name="id">The name; not empty, without white space.</param>
    /// <param name="description">What follows the name on the header line; may be empty.</param>
    /// <param name="bases">The letters as they shall stand in the file.</param>
    /// <exception cref="ArgumentException">The name or the description would not be read back the same.</exception>
    public void Write(string id, string description, ReadOnlySpan<byte> bases)
    {
        if (id.Length == 0 || id.AsSpan().ContainsAny(" \t\r\n"))
            throw new ArgumentException($"{InputException.Quote(id)} is not one word, as a FASTA name is.", nameof(id));
        if (description.AsSpan().ContainsAny("\r\n"))
            throw new ArgumentException("The description of a FASTA record is one line.", nameof(description));

        text.Write(Encoding.UTF8.GetBytes(description.Length > 0 ? $">{id} {description}\n" : $">{id}\n"));
        for (int start = 0; start < bases.Length; start += LineBases)
        {
            text.Write(bases.Slice(start, Math.Min(LineBases, bases.Length - start)));
            text.Write("\n"u8);
        }
    }
}
