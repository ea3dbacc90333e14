import type { Command } from 'commander';

type Add = (program: Command) => void;

/** Commands that are loaded together. */
interface CommandGroup {
  /** The words before the colon in the names and aliases of the commands. */
  readonly subjects: readonly string[];
  readonly load: () => Promise<readonly Add[]>;
}

/**
 * All commands, in the order in which the help lists them. A command line loads only the commands of its subject, which
 * saves memory.
 */
const GROUPS: readonly CommandGroup[] = [
  { subjects: ['validate'], load: async () => [(await import('./commands/validate.ts')).addValidate] },
  {
    subjects: ['export'],
    load: async () => [
      (await import('./commands/export.ts')).addExport,
      (await import('./commands/jobs/results.ts')).addExportResult,
    ],
  },
  { subjects: ['query'], load: async () => [(await import('./commands/workbench/query.ts')).addQuery] },
  {
    subjects: ['db', 'dbs', 'table', 'tables'],
    load: async () => {
      const { addDatabases, addTables } = await import('./commands/workbench/databases.ts');
      return [addDatabases, addTables];
    },
  },
  {
    subjects: ['job', 'jobs', 'kill', 'rejected'],
    load: async () => [
      (await import('./commands/jobs/job-list.ts')).addJobList,
      (await import('./commands/jobs/job-show.ts')).addJobShow,
      (await import('./commands/jobs/jobs.ts')).addJobs,
      (await import('./commands/jobs/rejected.ts')).addRejected,
      (await import('./commands/jobs/resend.ts')).addResend,
    ],
  },
  {
    subjects: ['auth', 'result'],
    load: async () => [(await import('./commands/authentications.ts')).addAuthentications],
  },
  {
    subjects: ['sched'],
    load: async () => [
      (await import('./commands/workbench/schedules.ts')).addSchedules,
      (await import('./commands/workbench/planned-runs.ts')).addPlannedRuns,
    ],
  },
  { subjects: ['ps'], load: async () => [(await import('./commands/audience/parent-segments.ts')).addParentSegments] },
  { subjects: ['sg'], load: async () => [(await import('./commands/audience/segments.ts')).addSegments] },
  {
    subjects: ['activation'],
    load: async () => [(await import('./commands/audience/activations.ts')).addActivations],
  },
  {
    subjects: ['audience'],
    load: async () => [(await import('./commands/audience/audience-files.ts')).addAudienceFiles],
  },
  {
    subjects: ['workflow'],
    load: async () => [
      (await import('./commands/workflow/check.ts')).addWorkflowCheck,
      (await import('./commands/workflow/projects.ts')).addWorkflowProjects,
      (await import('./commands/workflow/attempts.ts')).addWorkflowAttempts,
      (await import('./commands/workflow/tasks.ts')).addWorkflowTasks,
      (await import('./commands/workflow/schedules.ts')).addWorkflowSchedules,
      (await import('./commands/workflow/secrets.ts')).addWorkflowSecrets,
    ],
  },
  { subjects: ['settings'], load: async () => [(await import('./commands/settings.ts')).addSettings] },
  { subjects: ['notify'], load: async () => [(await import('./commands/notify.ts')).addNotify] },
  { subjects: ['apikey'], load: async () => [(await import('./commands/api-keys.ts')).addApiKeys] },
  { subjects: ['status'], load: async () => [(await import('./commands/status.ts')).addStatus] },
  { subjects: ['server'], load: async () => [(await import('./commands/server.ts')).addServer] },
  { subjects: ['backup', 'restore'], load: async () => [(await import('./commands/data-folder/backup.ts')).addBackup] },
  { subjects: ['move'], load: async () => [(await import('./commands/data-folder/move.ts')).addMove] },
  { subjects: ['keys'], load: async () => [(await import('./commands/encryption-keys.ts')).addEncryptionKeys] },
  { subjects: ['audit'], load: async () => [(await import('./commands/audit.ts')).addAudit] },
  { subjects: ['owner', 'people'], load: async () => [(await import('./commands/people.ts')).addPeople] },
  { subjects: ['security'], load: async () => [(await import('./commands/security.ts')).addSecurity] },
  { subjects: ['fields', 'sample', 'sandbox'], load: async () => [(await import('./commands/about.ts')).addAbout] },
  // This command prints the names of all commands.
  { subjects: [], load: async () => [(await import('./commands/completion.ts')).addCompletion] },
  { subjects: ['connector'], load: async () => [(await import('./commands/connectors.ts')).addConnectors] },
];

/**
 * Adds the commands with the subject of `command`. Adds all commands if `command` is not one of these, for example if
 * it is help or a misspelling.
 */
export async function addCommands(program: Command, command: string | undefined): Promise<void> {
  const subject = command?.split(':', 1)[0] ?? '';
  const matching = GROUPS.filter(({ subjects }) => subjects.includes(subject));
  await addGroups(program, matching);
  if (!program.commands.some((added) => added.name() === command || added.aliases().includes(command ?? ''))) {
    await addGroups(
      program,
      GROUPS.filter((group) => !matching.includes(group)),
    );
  }
}

async function addGroups(program: Command, groups: readonly CommandGroup[]): Promise<void> {
  for (const { load } of groups) for (const add of await load()) add(program);
}
