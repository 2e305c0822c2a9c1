using System.Globalization;
using System.Text;
using Cistron.Sequences.Annotations;

namespace Cistron.Sequences.Formats.GenBank;

/// <summary>
/// Writes GenBank flat files with sequence and features, LF line ends and no date of its own. Scores, sources and
/// phases of features have no place in the format and are not written; a strand that is unknown is the forward one.
/// </summary>
/// <param name="text">Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.</param>
public sealed class GenBankWriter(Stream text)
{
    private const int LineLength = 79;
    private const int LineBases = 60;
    private const int BlockBases = 10;
    private const string Indent = "                     ";

    // The qualifiers whose values have no quotes (INSDC feature table definition, section 7.3.1).
    private static readonly HashSet<string> Unquoted =
    [
        "anticodon", "citation", "codon_start", "compare", "direction", "estimated_length", "mod_base", "number",
        "rpt_type", "rpt_unit_range", "tag_peptide", "transl_except", "transl_table",
    ];

    private readonly StringBuilder _entry = new();

    /// <summary>Writes one entry.</summary>
    /// <exception cref="ArgumentException">It would not be read back the same.</exception>
    public void Write(GenBankRecord record)
    {
        CheckWord(record.Name, nameof(GenBankRecord.Name));
        if (record.Bases.AsSpan().ContainsAnyExceptInRange((byte)'A', (byte)'Z'))
            throw new ArgumentException("The bases of an entry are upper-case letters.", nameof(record));
        long length = record.Bases.Length > 0
            ? record.Bases.Length
            : record.Features.Select(feature => feature.Place.End).DefaultIfEmpty(0).Max();
        _entry.Clear().Append(CultureInfo.InvariantCulture,
            $"LOCUS       {record.Name,-16} {length,11} bp    {Molecule(record),-6}  ");
        _entry.Append(CultureInfo.InvariantCulture,
            $"{(record.IsCircular ? "circular" : "linear"),-8} UNK 01-JAN-1980\n");
        AppendHeader("DEFINITION", record.Definition);
        AppendHeader("ACCESSION", record.Accession);
        AppendHeader("VERSION", record.Version);
        _entry.Append("FEATURES             Location/Qualifiers\n");
        foreach (Feature feature in record.Features)
        {
            if (feature.Place.Sequence != record.SequenceName)
                throw new ArgumentException($"A feature lies on {InputException.Quote(feature.Place.Sequence)}, "
                    + $"the entry is {InputException.Quote(record.SequenceName)}.", nameof(record));
            Append(feature);
            Flush();
        }
        if (record.Bases.Length > 0)
            AppendOrigin(record.Bases);
        _entry.Append("//\n");
        Flush();
    }

    private void Flush()
    {
        text.Write(Encoding.UTF8.GetBytes(_entry.ToString()));
        _entry.Clear();
    }

    private static string Molecule(GenBankRecord record) => record.Molecule.Length > 0 ? record.Molecule : "DNA";

    private void AppendHeader(string keyword, string value)
    {
        if (value.Length == 0)
            return;
        CheckLine(value, keyword);
        _entry.Append(CultureInfo.InvariantCulture, $"{keyword,-12}{value}\n");
    }

    private void Append(Feature feature)
    {
        CheckWord(feature.Type, nameof(Feature.Type));
        if (feature.Type.Length > 15)
            throw new ArgumentException($"The type {InputException.Quote(feature.Type)} has more than 15 letters.");
        _entry.Append(CultureInfo.InvariantCulture, $"     {feature.Type,-16}");
        AppendWrapped(GenBankLocation.Write(feature), breaksAfter: ',');
        foreach (FeatureAttribute qualifier in feature.Attributes)
        {
            CheckWord(qualifier.Name, nameof(FeatureAttribute.Name));
            CheckLine(qualifier.Value, qualifier.Name);
            _entry.Append(Indent);
            if (qualifier.Value.Length == 0)
                AppendWrapped($"/{qualifier.Name}", breaksAfter: null);
            else if (Unquoted.Contains(qualifier.Name) && !qualifier.Value.AsSpan().ContainsAny('"', ' '))
                AppendWrapped($"/{qualifier.Name}={qualifier.Value}", breaksAfter: null);
            else
                AppendWrapped($"/{qualifier.Name}=\"{qualifier.Value.Replace("\"", "\"\"")}\"",
                    qualifier.Name == "translation" ? null : ' ');
        }
    }

    // A line ends after a comma, or at a blank that stands alone and comes back when the lines are joined. A word that
    // is longer than a line stays whole.
    private void AppendWrapped(string words, char? breaksAfter)
    {
        int room = LineLength - Indent.Length;
        int start = 0;
        while (words.Length - start > room && breaksAfter is { } letter)
        {
            int end = LastBreak(words, letter, start, start + room);
            if (end < 0)
                break;
            _entry.Append(words.AsSpan(start..end)).Append('\n').Append(Indent);
            start = letter == ' ' ? end + 1 : end;
        }
        _entry.Append(words.AsSpan(start)).Append('\n');
    }

    private static int LastBreak(string words, char letter, int start, int end)
    {
        for (int i = end - 1; i > start; i--)
        {
            if (letter == ',' ? words[i] == ',' : IsLoneBlank(words, i))
                return letter == ',' ? i + 1 : i;
        }
        return -1;
    }

    private static bool IsLoneBlank(string words, int i) =>
        words[i] == ' ' && !char.IsWhiteSpace(words[i - 1]) && i + 1 < words.Length && !char.IsWhiteSpace(words[i + 1]);

    private void AppendOrigin(ReadOnlySpan<byte> bases)
    {
        _entry.Append("ORIGIN\n");
        for (int line = 0; line < bases.Length; line += LineBases)
        {
            _entry.Append(CultureInfo.InvariantCulture, $"{line + 1,9}");
            int end = Math.Min(line + LineBases, bases.Length);
            for (int block = line; block < end; block += BlockBases)
            {
                _entry.Append(' ');
                foreach (byte letter in bases[block..Math.Min(block + BlockBases, end)])
                    _entry.Append(char.ToLowerInvariant((char)letter));
            }
            _entry.Append('\n');
            Flush();
        }
    }

    private static void CheckWord(string word, string what)
    {
        if (word.Length == 0 || word.Any(char.IsWhiteSpace) || word.AsSpan().ContainsAny("/=\""))
            throw new ArgumentException($"{what} is {InputException.Quote(word)} and not one word.");
    }

    private static void CheckLine(string line, string what)
    {
        if (line.AsSpan().ContainsAny("\t\r\n"))
            throw new ArgumentException($"{what} has tabs or line ends, which the format cannot keep.");
    }
}
