using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cistron.Runs.Recipes;

/// <summary>
/// Reads YAML text into nodes that know their lines. Works on the parser's events, so that nothing in a hostile file
/// can choose types or multiply itself: tags, anchors, aliases and second documents are faults, and size and depth are
/// limited.
/// </summary>
internal sealed class RecipeParser
{
    private const int MaximumDepth = 32;

    private readonly Parser _events;
    private readonly Func<long, RecipePlace> _placeOfLine;
    private readonly FaultList _faults;

    private RecipeParser(string yaml, Func<long, RecipePlace> placeOfLine, FaultList faults)
    {
        _events = new Parser(new StringReader(yaml));
        _placeOfLine = placeOfLine;
        _faults = faults;
    }

    /// <summary>
    /// The one document in <paramref name="yaml"/>: null text for an empty one, a <see cref="RefusedNode"/> where a
    /// fault was added.
    /// </summary>
    public static RecipeNode Parse(string yaml, Func<long, RecipePlace> placeOfLine, FaultList faults)
    {
        RecipePlace start = placeOfLine(1);
        if (yaml.Length > RecipeText.MaximumLength)
            return Refuse(start, $"longer than {RecipeText.MaximumLength} characters", faults);
        if (ControlCharacter(yaml) is int index)
        {
            long line = 1 + yaml.AsSpan(0, index).Count('\n');
            return Refuse(placeOfLine(line), $"holds the control character U+{(int)yaml[index]:X4}", faults);
        }

        var parser = new RecipeParser(yaml, placeOfLine, faults);
        try
        {
            return parser.Document(start);
        }
        catch (YamlException e)
        {
            return Refuse(placeOfLine(e.Start.Line), $"not valid YAML: {Excerpt.Of(e.Message)}", faults);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or EndOfStreamException)
        {
            // Some broken texts (`... [`, `"\UFFFFFFFF"`, `!<>`) trip the YAML reader itself.
            long line = parser._events.Current?.End.Line ?? 1;
            return Refuse(placeOfLine(line), "not valid YAML after this line", faults);
        }
    }

    // The YAML reader takes U+0000 for the end of the text and would silently ignore what follows.
    private static int? ControlCharacter(string yaml)
    {
        for (int i = 0; i < yaml.Length; i++)
        {
            if (char.IsControl(yaml[i]) && yaml[i] is not ('\t' or '\n' or '\r'))
                return i;
        }
        return null;
    }

    private static RefusedNode Refuse(RecipePlace place, string sentence, FaultList faults)
    {
        faults.Add(place, sentence);
        return new RefusedNode(place);
    }

    private RecipeNode Document(RecipePlace start)
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _))
            return new ScalarNode(start, "", IsPlain: true);
        _events.Consume<DocumentStart>();
        RecipeNode root = Node(start, depth: 0);
        _events.Consume<DocumentEnd>();
        if (_events.Accept<StreamEnd>(out _))
            return root;
        long line = _events.Consume<DocumentStart>().Start.Line;
        return Refuse(_placeOfLine(line), "a second document starts; a recipe is one document", _faults);
    }

    /// <param name="keyPlace">The place of the key whose value this is; null in a list, where the value has its
    /// own.</param>
    /// <param name="depth">How many mappings and lists are open.</param>
    private RecipeNode Node(RecipePlace? keyPlace, int depth)
    {
        var start = _events.Consume<ParsingEvent>();
        RecipePlace place = keyPlace ?? _placeOfLine(start.Start.Line);
        if (depth > MaximumDepth)
            throw new YamlException(start.Start, start.End, $"nested deeper than {MaximumDepth} levels");

        RecipeNode? content = start switch
        {
            Scalar scalar => new ScalarNode(place, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => List(place, depth),
            MappingStart => Mapping(place, depth),
            _ => null,
        };
        if (content is null || start is NodeEvent { Anchor.IsEmpty: false })
        {
            const string Sentence = "aliases (*name) and anchors (&name) are refused; write the value out, or quote it";
            return Refuse(place, Sentence, _faults);
        }
        if (start is NodeEvent { Tag.IsEmpty: false })
            return Refuse(place, "tags (!name) are refused; leave the tag out, or quote the value", _faults);
        return content;
    }

    private ListNode List(RecipePlace place, int depth)
    {
        var items = new List<RecipeNode>();
        while (!_events.TryConsume<SequenceEnd>(out _))
            items.Add(Node(keyPlace: null, depth + 1));
        return new ListNode(place, items);
    }

    private MappingNode Mapping(RecipePlace place, int depth)
    {
        var mapping = new MappingNode(place);
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            RecipeNode key = Node(keyPlace: null, depth + 1);
            RecipeNode value = Node(key.Place, depth + 1);
            if (key is not ScalarNode { Text: string name })
            {
                if (key is not RefusedNode)
                    _faults.Add(key.Place, $"expected a key, found {key.Found}");
            }
            else if (!mapping.Entries.TryAdd(name, value))
            {
                string first = mapping.Entries[name].Place.Text;
                _faults.Add(key.Place, $"the key '{Excerpt.Of(name)}' is given twice, first at {first}");
            }
        }
        return mapping;
    }
}
