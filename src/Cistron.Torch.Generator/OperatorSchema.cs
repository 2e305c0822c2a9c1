namespace Cistron.Torch.Generator;

/// <summary>One line of <c>ops.schemas</c>: an operator's schema as LibTorch prints it, and the C# name if it is given.</summary>
internal sealed class OperatorSchema
{
    /// <summary>Namespace and name, such as <c>aten::add</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The overload, such as <c>Tensor</c>; empty for most operators.</summary>
    public string Overload { get; private set; } = "";

    public string MethodName { get; private set; } = "";

    public List<Argument> Arguments { get; } = [];

    /// <summary>Types of the results: Tensor, Tensor[], int, float, bool or Scalar.</summary>
    public List<string> Results { get; } = [];

    /// <summary>Whether the operator writes into its first argument, which PyTorch says by a trailing underscore.</summary>
    public bool IsInPlace => Name.EndsWith("_", StringComparison.Ordinal);

    internal sealed class Argument(string type, string name, string? defaultText)
    {
        /// <summary>The type without annotations, sizes and the mark of optionality: Tensor, int, int[] …</summary>
        public string Type { get; } = type.TrimEnd('?');

        public bool IsOptional { get; } = type.EndsWith("?", StringComparison.Ordinal);

        public string Name { get; } = name;

        /// <summary>The default as the schema writes it; null for a required argument.</summary>
        public string? Default { get; } = defaultText;
    }

    /// <summary>Reads <c>name.overload(arguments) -> results [as MethodName]</c>.</summary>
    /// <exception cref="FormatException">The line is no schema.</exception>
    public static OperatorSchema Parse(string line)
    {
        var schema = new OperatorSchema();
        int alias = line.LastIndexOf(" as ", StringComparison.Ordinal);
        string text = alias < 0 ? line : line.Substring(0, alias).Trim();
        int open = text.IndexOf('('), arrow = text.LastIndexOf("->", StringComparison.Ordinal);
        int close = arrow < 0 ? -1 : text.LastIndexOf(')', arrow);
        if (open < 0 || close < open || text.IndexOf("::", 0, open, StringComparison.Ordinal) < 0)
            throw new FormatException("a schema has the form namespace::name(arguments) -> results");

        string[] nameParts = text.Substring(0, open).Split('.');
        schema.Name = nameParts[0];
        schema.Overload = nameParts.Length > 1 ? nameParts[1] : "";
        schema.MethodName = alias < 0 ? Pascal(schema.Name) : line.Substring(alias + 4).Trim();

        string arguments = text.Substring(open + 1, close - open - 1);
        foreach (string argument in SplitAtTopLevel(arguments).Where(a => a != "*"))
            schema.Arguments.Add(ParseArgument(argument));

        string results = text.Substring(arrow + 2).Trim();
        if (results.StartsWith("(", StringComparison.Ordinal))
            results = results.Substring(1, results.Length - 2);
        schema.Results.AddRange(SplitAtTopLevel(results).Select(r => Plain(r.Split(' ')[0])));
        return schema;
    }

    private static Argument ParseArgument(string text)
    {
        int space = text.LastIndexOf(' ');
        string[] nameAndDefault = text.Substring(space + 1).Split(['='], 2);
        if (space < 0 || nameAndDefault[0].Trim('_').Length == 0)
            throw new FormatException($"the argument '{text}' has no name");
        return new Argument(Plain(text.Substring(0, space)), nameAndDefault[0],
            nameAndDefault.Length > 1 ? nameAndDefault[1] : null);
    }

    /// <summary>Drops what C# does not need from a type: the alias mark "(a!)", a list's size, SymInt for int.</summary>
    private static string Plain(string type)
    {
        int open = type.IndexOf('('), close = type.IndexOf(')'), bracket = type.IndexOf('['), end = type.IndexOf(']');
        if (open >= 0 != close > open || bracket >= 0 != end > bracket)
            throw new FormatException($"the brackets of '{type}' do not match");
        if (bracket >= 0)
            type = type.Remove(bracket + 1, end - bracket - 1);
        if (open >= 0)
            type = type.Remove(open, close - open + 1);
        return type.Replace("SymInt", "int");
    }

    private static List<string> SplitAtTopLevel(string text)
    {
        var parts = new List<string>();
        int depth = 0, start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isEnd = i == text.Length;
            if (!isEnd && text[i] is '(' or '[')
                depth++;
            else if (!isEnd && text[i] is ')' or ']')
                depth--;
            if (!isEnd && !(text[i] == ',' && depth == 0))
                continue;
            parts.Add(text.Substring(start, i - start).Trim());
            start = i + 1;
        }
        parts.RemoveAll(p => p.Length == 0);
        return parts;
    }

    /// <summary><c>aten::_foreach_add_</c> becomes <c>ForeachAddInPlace</c>.</summary>
    private static string Pascal(string name)
    {
        string bare = name.Substring(name.IndexOf("::", StringComparison.Ordinal) + 2);
        string pascal = string.Concat(bare.Split(['_'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return bare.EndsWith("_", StringComparison.Ordinal) ? pascal + "InPlace" : pascal;
    }
}
