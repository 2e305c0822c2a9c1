namespace Cistron.Torch.Weights;

/// <summary>
/// The instructions of Python's pickle machine, under the names that Python's <c>pickletools</c> gives them, so that a
/// refusal can say which one was met.
/// </summary>
internal enum PickleOpcode : byte
{
    // Values
    NONE = (byte)'N', NEWTRUE = 0x88, NEWFALSE = 0x89,
    INT = (byte)'I', BININT = (byte)'J', BININT1 = (byte)'K', BININT2 = (byte)'M',
    LONG = (byte)'L', LONG1 = 0x8a, LONG4 = 0x8b, FLOAT = (byte)'F', BINFLOAT = (byte)'G',
    STRING = (byte)'S', BINSTRING = (byte)'T', SHORT_BINSTRING = (byte)'U',
    UNICODE = (byte)'V', BINUNICODE = (byte)'X', SHORT_BINUNICODE = 0x8c, BINUNICODE8 = 0x8d,
    BINBYTES = (byte)'B', SHORT_BINBYTES = (byte)'C', BINBYTES8 = 0x8e, BYTEARRAY8 = 0x96,
    NEXT_BUFFER = 0x97, READONLY_BUFFER = 0x98,

    // Collections
    EMPTY_TUPLE = (byte)')', TUPLE = (byte)'t', TUPLE1 = 0x85, TUPLE2 = 0x86, TUPLE3 = 0x87,
    EMPTY_LIST = (byte)']', LIST = (byte)'l', APPEND = (byte)'a', APPENDS = (byte)'e',
    EMPTY_DICT = (byte)'}', DICT = (byte)'d', SETITEM = (byte)'s', SETITEMS = (byte)'u',
    EMPTY_SET = 0x8f, ADDITEMS = 0x90, FROZENSET = 0x91,

    // Stack and memo
    MARK = (byte)'(', POP = (byte)'0', POP_MARK = (byte)'1', DUP = (byte)'2',
    GET = (byte)'g', BINGET = (byte)'h', LONG_BINGET = (byte)'j',
    PUT = (byte)'p', BINPUT = (byte)'q', LONG_BINPUT = (byte)'r', MEMOIZE = 0x94,

    // Objects: where code could run
    GLOBAL = (byte)'c', STACK_GLOBAL = 0x93, REDUCE = (byte)'R', BUILD = (byte)'b', INST = (byte)'i', OBJ = (byte)'o',
    NEWOBJ = 0x81, NEWOBJ_EX = 0x92, EXT1 = 0x82, EXT2 = 0x83, EXT4 = 0x84,
    PERSID = (byte)'P', BINPERSID = (byte)'Q',

    // Frame
    PROTO = 0x80, FRAME = 0x95, STOP = (byte)'.',
}
