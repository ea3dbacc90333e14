import { Command, CommanderError, Option } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { faultText, shellErrorText } from '../commands/error-text.ts';
import { UserError } from '../core/errors.ts';
import { databaseErrorOf, machineFaultOf } from '../core/machine-fault.ts';
import { quotesInput, stackFrames } from '../core/stack-frames.ts';
import { printable } from '../core/text/unprintable.ts';
import { translate } from '../messages/translate.ts';
import { addCommands } from './command-groups.ts';
import { type CommandIo, commandIo, invocation, type ServerFlags, withInvocation } from './invocation.ts';
import { commandIn, toCommanderArgs, unknownCommandIn } from './options/commander-args.ts';
import { EXIT, say } from './output/output.ts';
import { OutputFault } from './output/output-file.ts';
import { sayOrigin } from './output/verbosity.ts';
import { setFlags } from './product/with-product.ts';
import { subjectHelp } from './subject-help.ts';
import { errorCodeOf } from './text-file.ts';

const LONG_FLAGS = ['--endpoint <url>', '--apikey <key>', '--config <file>', '--insecure', '--retry-post-requests'];

/** Runs `pintd` with these arguments, and sets its exit status. */
export function runCommandLine(args: readonly string[], io: CommandIo): Promise<void> {
  return withInvocation(io, async () => {
    try {
      const program = await createProgram(io, commandIn(args));
      const names = new Set(program.commands.flatMap((command) => [command.name(), ...command.aliases(), 'help']));
      const help = subjectHelp(program, unknownCommandIn(args, names));
      if (help !== undefined) return printSubjectHelp(help, args, io);
      await program.parseAsync(toCommanderArgs(args, names), { from: 'user' });
    } catch (error) {
      io.exitCode = reportError(error);
    }
  });
}

/** Prints the help as an answer if the command line requests help, else as the reason why nothing was run. */
function printSubjectHelp(help: string, args: readonly string[], io: CommandIo): void {
  if (['help', '-h', '--help'].some((word) => args.includes(word))) return void io.stdout.write(help);
  io.stderr.write(help);
  io.exitCode = EXIT.refused;
}

/** Creates the program with the commands that have the subject of `command`, or with all commands. */
async function createProgram(io: CommandIo, command: string | undefined): Promise<Command> {
  const program = new Command('pintd')
    .description('Sends conversion events from query results, and accounts for every record.')
    .version(packageFile.version)
    .showSuggestionAfterError()
    .showHelpAfterError('Run with --help to see the usage.')
    .option('-e, --endpoint <url>', 'use this server, with the key in PINTD_API_KEY, instead of the data folder')
    .option(
      '-k, --apikey <key>',
      'the API key; other users of this machine can see it, so prefer PINTD_API_KEY or a file',
    )
    .option('-c, --config <file>', 'file with endpoint and apikey in its [account] section; default: ~/.pintd.conf')
    .option('--insecure', 'use plain HTTP if the endpoint is only a host; never to another machine')
    .option(
      '-r, --retry-post-requests',
      'retry for a minute if the server is unreachable or busy; nothing is done twice',
    )
    .option('-v, --verbose', 'log requests and progress, and show where an error comes from')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(printable(text)),
    })
    .enablePositionalOptions()
    .exitOverride();
  await addCommands(program, command);
  // The long flags are also accepted after the command; commands have their own short ones.
  for (const command of program.commands) {
    for (const flag of LONG_FLAGS) command.addOption(new Option(flag).hideHelp());
  }
  program.hook('preAction', (_, command) => {
    if (program.opts<{ verbose?: boolean }>().verbose) invocation().isVerbose = true;
    setFlags(command.optsWithGlobals<ServerFlags>());
  });
  return program;
}

/** Prints what went wrong, and returns the exit status. */
function reportError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode; // commander has printed the reason
  if (error instanceof OutputFault) {
    say(translate('cli', 'output_unwritten', { path: error.path, reason: faultText(errorCodeOf(error.cause)) }));
    return commandIo().exitCode || EXIT.unwritten;
  }
  if (error instanceof UserError) {
    say(shellErrorText(error.code, error.params));
    sayOrigin(error);
    if (error.code === 'backup_unwritten') return EXIT.unwritten;
  } else {
    say(unexpectedErrorText(error));
    if (error instanceof Error) sayOrigin(error.cause);
  }
  return EXIT.refused;
}

function detailOf(error: Error): string {
  return quotesInput(error) ? [error.name, ...stackFrames(error)].join('\n') : (error.stack ?? error.message);
}

/** Includes SQLite's own error, because commands also open databases without a store. */
function isDiskFull(error: unknown): boolean {
  return machineFaultOf(error) === 'disk_full' || errorCodeOf(error) === 'SQLITE_FULL';
}

/** Describes an unexpected error and what it means for the data, without values of records. */
function unexpectedErrorText(error: unknown): string {
  const unavailable = databaseErrorOf(error);
  if (unavailable) return translate('errors', unavailable.code);
  if (isDiskFull(error)) return translate('cli', 'disk_is_full');
  const detail = error instanceof Error ? detailOf(error) : String(error);
  return `Something went wrong on this machine. Nothing that was recorded is lost.\n${detail}`;
}
