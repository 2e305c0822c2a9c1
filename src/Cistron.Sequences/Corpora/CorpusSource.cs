using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Corpora;

/// <summary>A file that a corpus was built from, as it was then.</summary>
/// <param name="Path">The full path, or <c>-</c> for standard input.</param>
/// <param name="Size">Bytes on disk; 0 for standard input.</param>
/// <param name="Modified">When the file was last written, in UTC; the earliest time there is for standard input.</param>
/// <param name="Sha256">SHA-256 of its text, unpacked if it was gzip, in lower-case hex.</param>
/// <param name="Letters">What its cleaning met and replaced.</param>
public sealed record CorpusSource(string Path, long Size, DateTime Modified, string Sha256, LetterCounts Letters);
