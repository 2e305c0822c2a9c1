using System.Text;

namespace Cistron.Torch.Generator;

/// <summary>Writes one C# method for one operator schema.</summary>
internal static class OperatorEmitter
{
    /// <summary>
    /// Arguments of these types stay at the schema's default: layouts and memory formats are the engine's business, and
    /// random draws come from the default generator.
    /// </summary>
    private static readonly HashSet<string> Hidden = ["Layout", "MemoryFormat", "Generator"];

    public static string Emit(OperatorSchema schema, int number)
    {
        string field = $"Operator{number}";
        var shown = schema.Arguments.Where(a => !Hidden.Contains(a.Type) && a.Name != "pin_memory").ToList();
        int lastRequired = shown.FindLastIndex(a => a.Default is null);

        var parameters = new List<string>();
        var pins = new StringBuilder();
        var keepAlive = new StringBuilder();
        foreach (var argument in shown)
        {
            string name = ParameterName(argument.Name);
            bool trailing = shown.IndexOf(argument) > lastRequired;
            string isExtension = parameters.Count == 0 && argument is { Name: "self", Type: "Tensor" } ? "this " : "";
            parameters.Add($"{isExtension}{ParameterType(argument)} {name}{(trailing ? DefaultValue(argument) : "")}");
            if (argument.Type is "int[]" or "float[]" or "Scalar[]")
                pins.Append($"        fixed ({(argument.Type == "int[]" ? "long" : "double")}* {Pinned(argument)} = {name})\n");
            else if (argument.Type is "Tensor[]" or "Tensor?[]")
                pins.Append($"        using (var {Pinned(argument)} = new TensorHandles({name}))\n");
            else if (argument.Type == "str")
                pins.Append($"        using (var {Pinned(argument)} = new Utf8Argument({name}))\n");
            else if (argument.Type == "Tensor")
                keepAlive.Append($"            GC.KeepAlive({name});\n");
        }

        string values = string.Join(", ", schema.Arguments.Select(a => shown.Contains(a) ? ValueOf(a) : "Value.Default"));
        return $$"""
                private static readonly Operator {{field}} = new("{{schema.Name}}", "{{schema.Overload}}");

                /// <summary>The operator <c>{{schema.Name}}{{(schema.Overload == "" ? "" : "." + schema.Overload)}}</c>.</summary>
                public static {{ReturnType(schema)}} {{schema.MethodName}}({{string.Join(", ", parameters)}})
                {
            {{pins}}        {
                        ReadOnlySpan<Value> arguments = [{{values}}];
                        Span<Value> results = stackalloc Value[{{Math.Max(schema.Results.Count, 1)}}];
                        {{field}}.Call(arguments, results);
            {{keepAlive}}            {{Return(schema)}}
                    }
                }


            """;
    }

    private static string Pinned(OperatorSchema.Argument argument) => "pinned_" + argument.Name;

    private static string ParameterType(OperatorSchema.Argument argument) => argument.Type switch
    {
        "Tensor" => argument.IsOptional ? "Tensor?" : "Tensor",
        "int" => argument.IsOptional ? "long?" : "long",
        "float" => argument.IsOptional ? "double?" : "double",
        "bool" => argument.IsOptional ? "bool?" : "bool",
        "Scalar" => argument.IsOptional || argument.Default is not null ? "Scalar?" : "Scalar",
        "ScalarType" => argument.IsOptional ? "DType?" : "DType",
        "Device" => argument.IsOptional ? "Device?" : "Device",
        "str" => argument.IsOptional || argument.Default is not null ? "string?" : "string",
        "int[]" => "ReadOnlySpan<long>",
        "float[]" or "Scalar[]" => "ReadOnlySpan<double>",
        "Tensor[]" => "ReadOnlySpan<Tensor>",
        "Tensor?[]" => "ReadOnlySpan<Tensor?>",
        _ => throw new FormatException($"no C# type stands for the argument type {argument.Type}"),
    };

    /// <summary>A C# default where one can be written; null or an empty list otherwise, which stand for the schema's.</summary>
    private static string DefaultValue(OperatorSchema.Argument argument)
    {
        if (argument.Default is null)
            return "";
        string type = ParameterType(argument);
        if (type.StartsWith("ReadOnlySpan", StringComparison.Ordinal))
            return " = default";
        if (type.EndsWith("?", StringComparison.Ordinal))
            return " = null";
        return argument.Default switch
        {
            "True" => " = true",
            "False" => " = false",
            "Mean" => " = 1",
            string literal => " = " + literal,
        };
    }

    private static string ValueOf(OperatorSchema.Argument argument)
    {
        string name = ParameterName(argument.Name);
        return argument.Type switch
        {
            "int[]" or "float[]" or "Scalar[]" =>
                $"Value.{(argument.Default is null ? "Of" : "OrDefault")}({Pinned(argument)}, {name}.Length)",
            "Tensor[]" or "Tensor?[]" => $"Value.Of({Pinned(argument)})",
            "str" => $"Value.Of({Pinned(argument)})",
            "Scalar" when argument.Default is not null && !argument.IsOptional => $"Value.OrDefault({name})",
            _ => $"Value.Of({name})",
        };
    }

    private static string ReturnType(OperatorSchema schema) => schema switch
    {
        { IsInPlace: true } or { Results.Count: 0 } => "void",
        { Results.Count: 1 } => ResultType(schema.Results[0]),
        _ => "(" + string.Join(", ", schema.Results.Select(ResultType)) + ")",
    };

    private static string Return(OperatorSchema schema) => schema switch
    {
        { Results.Count: 0 } => "",
        { IsInPlace: true } => "results[0].Release();",
        { Results.Count: 1 } => $"return {Result(schema.Results[0], 0)};",
        _ => "return (" + string.Join(", ", schema.Results.Select(Result)) + ");",
    };

    private static string ResultType(string type) => type switch
    {
        "Tensor" => "Tensor",
        "Tensor[]" => "Tensor[]",
        "int" => "long",
        "bool" => "bool",
        "float" or "Scalar" => "double",
        _ => throw new FormatException($"no C# type stands for the result type {type}"),
    };

    private static string Result(string type, int index) => type switch
    {
        "Tensor" => $"results[{index}].ToTensor()",
        "Tensor[]" => $"results[{index}].ToTensors()",
        "int" => $"results[{index}].ToLong()",
        "bool" => $"results[{index}].ToBool()",
        _ => $"results[{index}].ToDouble()",
    };

    private static string ParameterName(string name)
    {
        string[] words = name.Split(['_'], StringSplitOptions.RemoveEmptyEntries);
        string camel = words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1)));
        return "@" + camel;
    }
}
