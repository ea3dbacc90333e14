import { Command, CommanderError, Option } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { machineFaultOf } from '../adapters/store/database/machine-fault.ts';
import { UserError } from '../core/errors.ts';
import { printable } from '../core/record/unprintable.ts';
import { quotesInput, stackFrames } from '../core/text/stack-frames.ts';
import { translate } from '../messages/translate.ts';
import { keepFilesPrivate } from '../start/private-files.ts';
import { asCommander } from './argv.ts';
import { addAbout } from './commands/about.ts';
import { addApiKeys } from './commands/api-keys.ts';
import { addAuthentications } from './commands/authentications.ts';
import { addBackup } from './commands/backup.ts';
import { addCompletion } from './commands/completion.ts';
import { addConnectors } from './commands/connectors.ts';
import { addDatabases, addTables } from './commands/databases.ts';
import { addExport } from './commands/export.ts';
import { addJobList } from './commands/job-list.ts';
import { addJobShow } from './commands/job-show.ts';
import { addJobs } from './commands/jobs.ts';
import { addNotify } from './commands/notify.ts';
import { addPlannedRuns } from './commands/planned-runs.ts';
import { addQuery } from './commands/query.ts';
import { addRejected } from './commands/rejected.ts';
import { addExportResult } from './commands/results.ts';
import { addRetry } from './commands/retry.ts';
import { addSchedules } from './commands/schedules.ts';
import { addServer } from './commands/server.ts';
import { addSettings } from './commands/settings.ts';
import { addStatus } from './commands/status.ts';
import { addValidate } from './commands/validate.ts';
import type { DestinationFlags } from './destination.ts';
import { EXIT, heedOutputFaults, say } from './output.ts';
import { OutputFault } from './output-file.ts';
import { errorCodeOf } from './text-file.ts';
import { beVerbose, sayOrigin } from './verbosity.ts';
import { keepFlags } from './with-product.ts';
import { endWithParent } from './with-runtime.ts';

keepFilesPrivate();
const program = new Command('pintd')
  .description('Sends conversion events from query results, and accounts for every record.')
  .version(packageFile.version)
  .showSuggestionAfterError()
  .showHelpAfterError('Run with --help to see what it takes.')
  .option('-e, --endpoint <url>', 'work on this server, with the key in PINTD_API_KEY, instead of the data folder')
  .option(
    '-k, --apikey <key>',
    'the key itself; others on this machine can see it, so PINTD_API_KEY or a file is better',
  )
  .option('-c, --config <file>', 'file with endpoint and apikey in its part [account]; ~/.pintd.conf, if not given')
  .option('--insecure', 'plain HTTP to an endpoint that is a host alone; never to another machine')
  .option('-r, --retry-post-requests', 'ask a server again that was away or busy, for a minute; nothing is done twice')
  .option('-v, --verbose', 'say what is asked and done on the way, and where an error comes from')
  .configureOutput({ writeErr: (text) => process.stderr.write(printable(text)) })
  .enablePositionalOptions()
  .exitOverride();

const LONG_FLAGS = ['--endpoint <url>', '--apikey <key>', '--config <file>', '--insecure', '--retry-post-requests'];

const all = [
  addValidate,
  addExport,
  addQuery,
  addExportResult,
  addDatabases,
  addTables,
  addJobList,
  addJobShow,
  addJobs,
  addRejected,
  addRetry,
  addAuthentications,
  addSchedules,
  addPlannedRuns,
  addSettings,
  addNotify,
  addApiKeys,
  addStatus,
  addServer,
  addBackup,
  addAbout,
  addCompletion,
  addConnectors,
];
for (const add of all) add(program);
// The long ones may stand behind a command as well; a command has short ones of its own.
for (const command of program.commands) {
  for (const flag of LONG_FLAGS) command.addOption(new Option(flag).hideHelp());
}
program.hook('preAction', (_, command) => {
  if (program.opts<{ verbose?: boolean }>().verbose) beVerbose();
  keepFlags(command.optsWithGlobals<DestinationFlags>());
});

heedOutputFaults();
endWithParent();

try {
  const commands = new Set(program.commands.flatMap((command) => [command.name(), ...command.aliases(), 'help']));
  await program.parseAsync(asCommander(process.argv.slice(2), commands), { from: 'user' });
} catch (error) {
  process.exitCode = statusOf(error);
}

/** Says what went wrong. The exit status that belongs to it. */
function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode; // has said why
  if (error instanceof OutputFault) {
    say(translate('cli', 'output_unwritten', { path: error.path, reason: errorCodeOf(error.cause) }));
    return process.exitCode ? Number(process.exitCode) : EXIT.unwritten;
  }
  if (error instanceof UserError) {
    say(translate('errors', error.code, error.params));
    sayOrigin(error);
    if (error.code === 'backup_unwritten') return EXIT.unwritten;
  } else {
    say(unexpected(error));
    if (error instanceof Error) sayOrigin(error.cause);
  }
  return EXIT.refused;
}

function detailOf(error: Error): string {
  return quotesInput(error) ? [error.name, ...stackFrames(error)].join('\n') : (error.stack ?? error.message);
}

/** Errors of the machine name no record: what is shown is the error itself, and what it means for the data. */
function unexpected(error: unknown): string {
  if (machineFaultOf(error) === 'busy') return translate('errors', 'database_busy');
  const detail = error instanceof Error ? detailOf(error) : String(error);
  return `Something went wrong on this machine. Nothing that was recorded is lost.\n${detail}`;
}
