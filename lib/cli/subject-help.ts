import type { Command } from 'commander';

/**
 * The commands of a subject, such as `audit`, which is the part before the colon in their names; undefined if no
 * command has this subject.
 */
export function subjectHelp(program: Command, subject: string | undefined): string | undefined {
  const prefix = `${subject?.replace(/:$/, '')}:`;
  const commands = program.commands
    .map((command) => ({
      command,
      name: [command.name(), ...command.aliases()].find((name) => name.startsWith(prefix)),
    }))
    .filter(({ name }) => name !== undefined);
  if (commands.length === 0) return undefined;
  const width = Math.max(...commands.map(({ name = '' }) => name.length));
  const lines = commands.map(({ command, name = '' }) => `  ${name.padEnd(width)}  ${command.description()}`);
  return `Usage: pintd ${prefix}COMMAND [options]\n\nCommands:\n${lines.join('\n')}\n\nRun one of them with --help to see its usage.\n`;
}
