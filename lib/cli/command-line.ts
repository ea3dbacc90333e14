import { Command, CommanderError, Option } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { faultText, shellErrorText } from '../commands/error-text.ts';
import { UserError } from '../core/errors.ts';
import { machineFaultOf } from '../core/machine-fault.ts';
import { quotesInput, stackFrames } from '../core/text/stack-frames.ts';
import { printable } from '../core/text/unprintable.ts';
import { translate } from '../messages/translate.ts';
import { addAbout } from './commands/about.ts';
import { addApiKeys } from './commands/api-keys.ts';
import { addActivations } from './commands/audience/activations.ts';
import { addAudienceFiles } from './commands/audience/audience-files.ts';
import { addParentSegments } from './commands/audience/parent-segments.ts';
import { addSegments } from './commands/audience/segments.ts';
import { addAudit } from './commands/audit.ts';
import { addAuthentications } from './commands/authentications.ts';
import { addBackup } from './commands/backup.ts';
import { addCompletion } from './commands/completion.ts';
import { addConnectors } from './commands/connectors.ts';
import { addEncryptionKeys } from './commands/encryption-keys.ts';
import { addExport } from './commands/export.ts';
import { addJobList } from './commands/jobs/job-list.ts';
import { addJobShow } from './commands/jobs/job-show.ts';
import { addJobs } from './commands/jobs/jobs.ts';
import { addRejected } from './commands/jobs/rejected.ts';
import { addExportResult } from './commands/jobs/results.ts';
import { addRetry } from './commands/jobs/retry.ts';
import { addNotify } from './commands/notify.ts';
import { addPeople } from './commands/people.ts';
import { addSecurity } from './commands/security.ts';
import { addServer } from './commands/server.ts';
import { addSettings } from './commands/settings.ts';
import { addStatus } from './commands/status.ts';
import { addValidate } from './commands/validate.ts';
import { addDatabases, addTables } from './commands/workbench/databases.ts';
import { addPlannedRuns } from './commands/workbench/planned-runs.ts';
import { addQuery } from './commands/workbench/query.ts';
import { addSchedules } from './commands/workbench/schedules.ts';
import { addWorkflowAttempts } from './commands/workflow/attempts.ts';
import { addWorkflowCheck } from './commands/workflow/check.ts';
import { addWorkflowProjects } from './commands/workflow/projects.ts';
import { addWorkflowSchedules } from './commands/workflow/schedules.ts';
import { addWorkflowSecrets } from './commands/workflow/secrets.ts';
import { addWorkflowTasks } from './commands/workflow/tasks.ts';
import { type CommandIo, commandIo, invocation, withInvocation } from './invocation.ts';
import { toCommanderArgs } from './options/commander-args.ts';
import { EXIT, say } from './output/output.ts';
import { OutputFault } from './output/output-file.ts';
import { sayOrigin } from './output/verbosity.ts';
import type { DestinationFlags } from './product/destination.ts';
import { setFlags } from './product/with-product.ts';
import { errorCodeOf } from './text-file.ts';

const LONG_FLAGS = ['--endpoint <url>', '--apikey <key>', '--config <file>', '--insecure', '--retry-post-requests'];

const ADDERS = [
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
  addParentSegments,
  addSegments,
  addActivations,
  addAudienceFiles,
  addWorkflowCheck,
  addWorkflowProjects,
  addWorkflowAttempts,
  addWorkflowTasks,
  addWorkflowSchedules,
  addWorkflowSecrets,
  addPlannedRuns,
  addSettings,
  addNotify,
  addApiKeys,
  addStatus,
  addServer,
  addBackup,
  addEncryptionKeys,
  addAudit,
  addPeople,
  addSecurity,
  addAbout,
  addCompletion,
  addConnectors,
];

/** Runs `pintd` with these arguments, and sets its exit status. */
export function runCommandLine(args: readonly string[], io: CommandIo): Promise<void> {
  return withInvocation(io, async () => {
    try {
      const program = createProgram(io);
      const commands = new Set(program.commands.flatMap((command) => [command.name(), ...command.aliases(), 'help']));
      await program.parseAsync(toCommanderArgs(args, commands), { from: 'user' });
    } catch (error) {
      io.exitCode = reportError(error);
    }
  });
}

function createProgram(io: CommandIo): Command {
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
  for (const add of ADDERS) add(program);
  // The long flags are also accepted after the command; commands have their own short ones.
  for (const command of program.commands) {
    for (const flag of LONG_FLAGS) command.addOption(new Option(flag).hideHelp());
  }
  program.hook('preAction', (_, command) => {
    if (program.opts<{ verbose?: boolean }>().verbose) invocation().isVerbose = true;
    setFlags(command.optsWithGlobals<DestinationFlags>());
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

/** System errors do not concern a record: prints the error itself, and what it means for the data. */
function unexpectedErrorText(error: unknown): string {
  if (machineFaultOf(error) === 'busy') return translate('errors', 'database_busy');
  const detail = error instanceof Error ? detailOf(error) : String(error);
  return `Something went wrong on this machine. Nothing that was recorded is lost.\n${detail}`;
}
