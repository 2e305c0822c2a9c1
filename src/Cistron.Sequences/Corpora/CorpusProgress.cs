namespace Cistron.Sequences.Corpora;

/// <summary>How far a corpus is built.</summary>
/// <param name="File">The file that is being read, as it is called in messages.</param>
/// <param name="Bases">The bases taken in, of this file and those before it.</param>
/// <param name="BytesRead">The bytes read of the file, packed as they are; 0 for a pipe.</param>
/// <param name="FileBytes">All bytes of the file; 0 for a pipe, where nobody knows.</param>
public readonly record struct CorpusProgress(string File, long Bases, long BytesRead, long FileBytes);
