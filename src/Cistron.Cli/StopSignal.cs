using System.Runtime.InteropServices;
using Spectre.Console;

namespace Cistron.Cli;

/// <summary>
/// Makes of ^C and SIGTERM a request to stop at the next step. A second one is left to the system, which ends the
/// process at once.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly IAnsiConsole _messages;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens to the signals until it is disposed.</summary>
    public StopSignal(IAnsiConsole messages)
    {
        _messages = messages;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive),
        ];
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>
    /// Takes the end of a stream for a signal too: whoever holds its other end can ask to stop, and does so by dying.
    /// </summary>
    public void ListenToEndOf(Stream stream) => new Thread(() =>
    {
        Span<byte> ignored = stackalloc byte[256];
        while (stream.Read(ignored) > 0)
        {
        }
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work came to its end first.
        }
    })
    { IsBackground = true }.Start();

    /// <summary>What a signal does; comes on a thread of its own.</summary>
    internal void Receive(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            // A live display hides the cursor, and the process has no other moment left to bring it back.
            _messages.Cursor.Show();
            return;
        }
        context.Cancel = true;
        _messages.WriteOver("cistron: stopping at the next step; press ^C again to stop at once", Style.Plain);
        _source.Cancel();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }
}
