using Cistron.Cli;
using Cistron.Cli.Verbs;
using Cistron.Training.Verbs;

Terminal terminal = Terminal.OfProcess();
using var stop = new StopSignal(terminal.Messages);
if (Environment.GetEnvironmentVariable(Sweeping.StopsWithInput) == "1")
    stop.ListenToEndOf(Console.OpenStandardInput());
return (int)new CommandLine(Verb.All, terminal).Run(args, stop.Token);
