using Cistron.Data.Reports;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Audit.Findings;

/// <summary>Gathers what similar pairs mean for the parts and labels of the rows they stand for.</summary>
internal sealed class RelatedGroups
{
    private readonly AuditedData _data;
    private readonly double _apart;

    // By group of equal sequences: the parts that it has rows in, and those that relatives of it have rows in, as bits.
    private readonly int[] _parts;
    private readonly int[] _relatedParts;
    private readonly bool[] _conflicts;
    private readonly PriorityQueue<SimilarPair, double> _closestAcross = new();

    public RelatedGroups(AuditedData data)
    {
        _data = data;
        _apart = data.Task.Numbers?.StandardDeviation ?? 0;
        int groups = data.Groups.FirstRows.Count;
        (_parts, _relatedParts, _conflicts) = (new int[groups], new int[groups], new bool[groups]);
        foreach (var (index, part) in data.Parts.Index())
            foreach (int row in part.Rows)
                _parts[data.Groups.GroupOf[row]] |= 1 << index;
    }

    /// <summary>How many pairs there are.</summary>
    public long Pairs { get; private set; }

    /// <summary>Takes in a pair of different sequences, and passes it on.</summary>
    public SimilarPair Added(SimilarPair pair)
    {
        int one = _data.Groups.GroupOf[pair.First], other = _data.Groups.GroupOf[pair.Second];
        Pairs++;
        _relatedParts[one] |= _parts[other];
        _relatedParts[other] |= _parts[one];
        if (LabelConflicts.Differ(_data, pair.First, pair.Second, _apart))
            _conflicts[one] = _conflicts[other] = true;
        if (_data.Parts.Count > 1 && (_parts[one] & _parts[other]) != 0)
            return pair;
        _closestAcross.Enqueue(pair, pair.Identity);
        if (_closestAcross.Count > Finding.MostExamples)
            _closestAcross.Dequeue();
        return pair;
    }

    /// <summary>For each two parts, the rows of the later that have a relative and no equal row in the earlier.</summary>
    public IEnumerable<Relatives> Across()
    {
        for (int later = 1; later < _data.Parts.Count; later++)
            for (int earlier = 0; earlier < later; earlier++)
            {
                int bit = 1 << earlier;
                var part = _data.Parts[later];
                int near = part.Rows.Count(row => _data.Groups.GroupOf[row] is var group
                    && (_relatedParts[group] & bit) != 0 && (_parts[group] & bit) == 0);
                yield return new Relatives(part.Name, _data.Parts[earlier].Name, part.Count, near);
            }
    }

    /// <summary>Rows with a relative of another label.</summary>
    public int ConflictingRows() => Enumerable.Range(0, _data.Count).Count(row => _conflicts[_data.Groups.GroupOf[row]]);

    /// <summary>The closest pairs; where there are several parts, those that have no part in common.</summary>
    public IReadOnlyList<Example> Examples() => [.. _closestAcross.UnorderedItems
        .OrderByDescending(item => item.Priority).ThenBy(item => item.Element.First).ThenBy(item => item.Element.Second)
        .Select(item => new Example($"identity {ReportText.Number(item.Element.Identity)}",
            [_data.Refer(item.Element.First), _data.Refer(item.Element.Second)]))];
}
