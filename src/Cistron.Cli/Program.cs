using Cistron.Cli;
using Cistron.Cli.Verbs;

Terminal terminal = Terminal.OfProcess();
using var stop = new StopSignal(terminal.Messages);
return (int)new CommandLine(Verb.All, terminal).Run(args, stop.Token);
