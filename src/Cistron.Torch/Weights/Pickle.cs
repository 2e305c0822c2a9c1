using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Cistron.Torch.Weights;

/// <summary>A tensor as a pickle describes it: a view of a storage. Offset, shape and strides count elements.</summary>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides);

/// <summary>A storage as a pickle names it.</summary>
internal sealed record PickledStorage(DType DType, string Key);

/// <summary>
/// Python's pickle machine, cut down to what dictionaries of tensors need. A pickle is a program: it may name any
/// function of Python and have it called. Here nothing is ever called. The few names that <c>torch.save</c> writes
/// for tensors stand for fixed meanings; every other name and every other instruction is refused.
/// </summary>
/// <remarks>
/// Values: <c>OrderedDictionary&lt;string, object?&gt;</c> (numbers as keys are written out),
/// <c>List&lt;object?&gt;</c>, <c>object?[]</c> for tuples, <see cref="string"/>, <see cref="long"/>,
/// <see cref="double"/>, <see cref="bool"/>, null, <see cref="PickledTensor"/>. Collections may contain themselves.
/// </remarks>
internal ref struct Pickle
{
    private const string OrderedDict = "collections.OrderedDict", RebuildTensor = "torch._utils._rebuild_tensor_v2",
        RebuildParameter = "torch._utils._rebuild_parameter";

    /// <summary>Bytes of the longest pickle that is read.</summary>
    public const int Longest = 64 << 20;

    /// <summary>Each instruction makes at most one small object besides what it copies from the pickle.</summary>
    private const int MostInstructions = 10_000_000;

    private const int LongestKey = 1024, LongestStorageKey = 20, MostDimensions = 64;

    private static readonly Dictionary<string, DType> StorageTypes = new()
    {
        ["torch.BoolStorage"] = DType.Bool, ["torch.ByteStorage"] = DType.UInt8, ["torch.CharStorage"] = DType.Int8,
        ["torch.ShortStorage"] = DType.Int16, ["torch.IntStorage"] = DType.Int32, ["torch.LongStorage"] = DType.Int64,
        ["torch.HalfStorage"] = DType.Float16, ["torch.BFloat16Storage"] = DType.BFloat16,
        ["torch.FloatStorage"] = DType.Float32, ["torch.DoubleStorage"] = DType.Float64,
    };

    /// <summary>A name that the pickle has on its stack; it becomes something only when it is "called".</summary>
    private sealed record Global(string Name);

    private readonly MappedFile _file;
    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<int, object?> _memo = [];
    private readonly Dictionary<string, DType> _storages = [];
    private ReadOnlySpan<byte> _rest;

    private Pickle(MappedFile file, ReadOnlySpan<byte> bytes)
    {
        _file = file;
        _rest = bytes;
    }

    /// <summary>The value that a pickle describes.</summary>
    /// <exception cref="WeightFileException">The pickle asks for anything but tensors in plain collections.</exception>
    public static object? Read(MappedFile file, ReadOnlySpan<byte> bytes) => Read(file, bytes, out _, out _);

    /// <inheritdoc cref="Read(MappedFile, ReadOnlySpan{byte})"/>
    /// <param name="file">Where the pickle is from, for the error.</param>
    /// <param name="bytes">The pickle, and whatever follows it.</param>
    /// <param name="length">Bytes of the pickle.</param>
    /// <param name="storages">The types of all storages that it names, by their keys.</param>
    public static object? Read(
        MappedFile file, ReadOnlySpan<byte> bytes, out int length, out IReadOnlyDictionary<string, DType> storages)
    {
        var pickle = new Pickle(file, bytes);
        object? value = pickle.Run();
        length = bytes.Length - pickle._rest.Length;
        storages = pickle._storages;
        return value;
    }

    private object? Run()
    {
        for (int i = 0; i < MostInstructions; i++)
        {
            var opcode = (PickleOpcode)Take(1)[0];
            if (opcode == PickleOpcode.STOP)
                return Pop();
            Execute(opcode);
        }
        throw _file.Fault($"has a pickle of more than {MostInstructions} instructions; a state_dict has about 40 for " +
                          "each tensor");
    }

    private void Execute(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.PROTO: Take(1); break;
            case PickleOpcode.FRAME: Take(8); break;

            case PickleOpcode.NONE: Push(null); break;
            case PickleOpcode.NEWTRUE: Push(true); break;
            case PickleOpcode.NEWFALSE: Push(false); break;
            case PickleOpcode.BININT1: Push((long)Take(1)[0]); break;
            case PickleOpcode.BININT2: Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case PickleOpcode.BININT: Push((long)TakeInt32()); break;
            case PickleOpcode.LONG1: Push(TakeLong()); break;
            case PickleOpcode.BINFLOAT: Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case PickleOpcode.BINUNICODE: Push(Encoding.UTF8.GetString(Take(TakeInt32()))); break;
            case PickleOpcode.SHORT_BINUNICODE: Push(Encoding.UTF8.GetString(Take(Take(1)[0]))); break;
            case PickleOpcode.SHORT_BINSTRING: Push(Encoding.Latin1.GetString(Take(Take(1)[0]))); break;

            case PickleOpcode.EMPTY_TUPLE: Push(Array.Empty<object?>()); break;
            case PickleOpcode.TUPLE: Push(PopToMark()); break;
            case PickleOpcode.TUPLE1: Push(PopSome(1)); break;
            case PickleOpcode.TUPLE2: Push(PopSome(2)); break;
            case PickleOpcode.TUPLE3: Push(PopSome(3)); break;
            case PickleOpcode.EMPTY_LIST: Push(new List<object?>()); break;
            case PickleOpcode.APPEND: Extend(PopSome(1)); break;
            case PickleOpcode.APPENDS: Extend(PopToMark()); break;
            case PickleOpcode.EMPTY_DICT: Push(new OrderedDictionary<string, object?>()); break;
            case PickleOpcode.SETITEM: SetItems(PopSome(2)); break;
            case PickleOpcode.SETITEMS: SetItems(PopToMark()); break;

            case PickleOpcode.MARK: _marks.Add(_stack.Count); break;
            case PickleOpcode.POP: Pop(); break;
            case PickleOpcode.POP_MARK: PopToMark(); break;
            case PickleOpcode.BINPUT: _memo[Take(1)[0]] = Peek(); break;
            case PickleOpcode.LONG_BINPUT: _memo[TakeInt32()] = Peek(); break;
            case PickleOpcode.MEMOIZE: _memo[_memo.Count] = Peek(); break;
            case PickleOpcode.BINGET: Push(Recall(Take(1)[0])); break;
            case PickleOpcode.LONG_BINGET: Push(Recall(TakeInt32())); break;

            case PickleOpcode.GLOBAL: Push(Allowed($"{TakeLine()}.{TakeLine()}")); break;
            case PickleOpcode.STACK_GLOBAL: Push(Allowed(string.Join('.', PopSome(2)))); break;
            case PickleOpcode.REDUCE: Push(Reduce(PopSome(2))); break;
            case PickleOpcode.BUILD: Build(PopSome(1)); break;
            case PickleOpcode.BINPERSID: Push(Storage(Pop())); break;

            default:
                string name = Enum.IsDefined(opcode) ? opcode.ToString() : $"0x{(byte)opcode:x2}";
                throw _file.Fault($"was refused: its pickle uses the instruction {name}, which no dictionary of " +
                                  "tensors needs");
        }
    }

    private readonly Global Allowed(string name) =>
        name is OrderedDict or RebuildTensor or RebuildParameter || StorageTypes.ContainsKey(name)
            ? new Global(name)
            : throw _file.Fault($"was refused: its pickle asks for {WeightFileException.Quote(name)}, and nothing " +
                                "but tensors in plain collections is read; save the state_dict alone");

    /// <summary>What Python would get by calling the first item with the second, a tuple, as arguments.</summary>
    private readonly object? Reduce(object?[] call) => call switch
    {
        [Global { Name: OrderedDict }, object?[] { Length: 0 }] => new OrderedDictionary<string, object?>(),
        [Global { Name: RebuildParameter }, object?[] and [PickledTensor tensor, ..]] => tensor,
        [Global { Name: RebuildTensor },
            object?[] and [PickledStorage storage, long offset,
                object?[] { Length: <= MostDimensions } shape, object?[] { Length: <= MostDimensions } strides, ..]] =>
            new PickledTensor(storage, offset, Numbers(shape), Numbers(strides)),
        [Global { Name: var name }, _] =>
            throw _file.Fault($"has a pickle that calls {name} with arguments it does not take"),
        _ => throw _file.Fault("has a pickle that calls something other than a function"),
    };

    /// <summary>
    /// An OrderedDict carries attributes (the versions of modules), which Cistron does not need; nothing else may
    /// have any.
    /// </summary>
    private readonly void Build(object?[] state)
    {
        if (Peek() is not OrderedDictionary<string, object?> ||
            state is not [OrderedDictionary<string, object?> or null])
            throw _file.Fault("was refused: its pickle sets the state of an object that is no OrderedDict");
    }

    private readonly PickledStorage Storage(object? id)
    {
        // Type, key, device and number of elements; the old format could add that the storage is a part of another one.
        if (id is not (object?[] and ["storage", Global global, string { Length: <= LongestStorageKey } key, _, _, .. [] or [null]]) ||
            !StorageTypes.TryGetValue(global.Name, out var dtype))
            throw _file.Fault("has a pickle with a persistent id that names no storage");
        if (!_storages.TryAdd(key, dtype) && _storages[key] != dtype)
            throw _file.Fault($"has a pickle that gives the storage {WeightFileException.Quote(key)} two types");
        return new PickledStorage(dtype, key);
    }

    private readonly long[] Numbers(object?[] tuple)
    {
        var numbers = new long[tuple.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = tuple[i] as long? ??
                throw _file.Fault("has a pickle with something other than whole numbers for a tensor's shape");
        return numbers;
    }

    private readonly void Extend(object?[] items)
    {
        if (Peek() is not List<object?> list)
            throw _file.Fault("has a damaged pickle: it appends to something other than a list");
        list.AddRange(items);
    }

    private readonly void SetItems(object?[] items)
    {
        if (Peek() is not OrderedDictionary<string, object?> dictionary || items.Length % 2 != 0)
            throw _file.Fault("has a damaged pickle: it sets items of something other than a dictionary");
        for (int i = 0; i < items.Length; i += 2)
        {
            string key = items[i] switch
            {
                string { Length: <= LongestKey } text => text,
                long number => number.ToString(CultureInfo.InvariantCulture),
                _ => throw _file.Fault("has a pickle with a dictionary key that is neither short text nor a whole " +
                                       "number"),
            };
            dictionary[key] = items[i + 1];
        }
    }

    private readonly object? Recall(int number) => _memo.TryGetValue(number, out object? value) ? value
        : throw _file.Fault("has a damaged pickle: it recalls what it never remembered");

    private readonly void Push(object? value) => _stack.Add(value);

    private readonly object? Pop() => PopSome(1)[0];

    private readonly object? Peek() => _stack.Count > Floor ? _stack[^1] : throw Underflow();

    private readonly object?[] PopSome(int count) => PopFrom(_stack.Count - count);

    private readonly object?[] PopToMark()
    {
        if (_marks.Count == 0)
            throw Underflow();
        var items = PopFrom(Floor);
        _marks.RemoveAt(_marks.Count - 1);
        return items;
    }

    private readonly object?[] PopFrom(int start)
    {
        if (start < Floor)
            throw Underflow();
        object?[] items = CollectionsMarshal.AsSpan(_stack)[start..].ToArray();
        _stack.RemoveRange(start, items.Length);
        return items;
    }

    /// <summary>Where the innermost mark lies: what is below it can only be taken after the mark.</summary>
    private readonly int Floor => _marks.Count == 0 ? 0 : _marks[^1];

    private readonly WeightFileException Underflow() =>
        _file.Fault("has a damaged pickle: an instruction takes more than there is");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
            throw _file.Fault("has a damaged pickle: it ends inside an instruction");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private int TakeInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private long TakeLong()
    {
        var bytes = Take(Take(1)[0]);
        if (bytes.Length > sizeof(long))
            throw _file.Fault("has a pickle with a whole number beyond 64 bits");
        long value = bytes.Length > 0 && (sbyte)bytes[^1] < 0 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    private string TakeLine()
    {
        int end = _rest.IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(Take(end));
        Take(1);
        return line;
    }
}
