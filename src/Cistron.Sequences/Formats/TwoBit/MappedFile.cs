using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>
/// A file mapped into memory for reading. Its pages come in when they are touched and can be dropped again, so that it
/// may be larger than memory. Safe for threads, and against being closed while another thread reads.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly SafeFileHandle _handle;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <exception cref="InputException">The file cannot be opened, or is empty.</exception>
    public MappedFile(string path)
    {
        _path = path;
        _file = TextSource.OpenFile(path, FileOptions.RandomAccess);
        // A stream asks the system where it stands each time that its handle is asked for.
        _handle = _file.SafeFileHandle;
        Length = _file.Length;
        try
        {
            if (Length == 0)
                throw new InputException(path, null, "the file is empty", "sequences were expected", "check the file");
            _map = MemoryMappedFile.CreateFromFile(
                _file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        }
        catch (IOException fault)
        {
            Dispose();
            throw new InputException(path, null, "the file cannot be mapped into memory", "a file on a disk was expected",
                "copy it to a disk", fault);
        }
        catch
        {
            Dispose();
            throw;
        }
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>The bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Holds the map for reading, until what is given is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    /// <exception cref="InputException">The file was cut since it was opened.</exception>
    public Pages Hold()
    {
        var pages = new Pages(this);
        // To touch a page that the file no longer has would end the process.
        if (RandomAccess.GetLength(_handle) >= Length)
            return pages;
        pages.Dispose();
        throw new InputException(_path, null, "the file was cut while it was open",
            $"it had {Length} bytes", "write it again and start anew");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_start is not null && !_view.SafeMemoryMappedViewHandle.IsClosed)
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
        _map?.Dispose();
        _file.Dispose();
    }

    /// <summary>The bytes of a map that is held open.</summary>
    public readonly ref struct Pages
    {
        private readonly MappedFile _file;

        internal Pages(MappedFile file)
        {
            bool isHeld = false;
            file._view.SafeMemoryMappedViewHandle.DangerousAddRef(ref isHeld);
            _file = file;
        }

        /// <summary>A part of the file, valid until this is disposed.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within the file.</exception>
        public ReadOnlySpan<byte> Bytes(long start, int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(start);
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(start, _file.Length - length);
            return new ReadOnlySpan<byte>(_file._start + start, length);
        }

        /// <summary>Lets the map be closed.</summary>
        public void Dispose() => _file._view.SafeMemoryMappedViewHandle.DangerousRelease();
    }
}
