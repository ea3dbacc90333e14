import type { Completable, Flag, Word } from './completable.ts';

export function fishScript(commands: readonly Completable[], flags: readonly Flag[]): string {
  const names = commands.flatMap(({ names: all }) => all);
  const beforeCommand = `not __fish_seen_subcommand_from ${names.join(' ')}`;
  return [
    '# Completion of pintd for fish. Load it with: pintd completion fish | source',
    'complete -c pintd -f',
    ...flags.map((flag) => flagLine(beforeCommand, flag)),
    ...commands.flatMap((command) => linesOf(beforeCommand, command)),
    '',
  ].join('\n');
}

function linesOf(beforeCommand: string, { names, description, flags, operands }: Completable): string[] {
  const afterCommand = `__fish_seen_subcommand_from ${names.join(' ')}`;
  return [
    line(beforeCommand, [`-a ${quoted(names.join(' '))}`, `-d ${quoted(description)}`]),
    ...flags.map((flag) => flagLine(afterCommand, flag)),
    ...operands.flatMap((operand) => operandLine(afterCommand, operand)),
  ];
}

function flagLine(condition: string, { names, description, takesValue, choices, isPath }: Flag): string {
  const nameOptions = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = takesValue ? [isPath ? '-rF' : '-x'] : [];
  return line(condition, [...nameOptions, ...value, ...choicesOf(choices), `-d ${quoted(description)}`]);
}

function operandLine(condition: string, { choices, isPath }: Word): string[] {
  if (isPath) return [line(condition, ['-F'])];
  return choices.length === 0 ? [] : [line(condition, choicesOf(choices))];
}

const choicesOf = (choices: readonly string[]) => (choices.length === 0 ? [] : [`-a ${quoted(choices.join(' '))}`]);
const line = (condition: string, options: readonly string[]) =>
  ['complete -c pintd', `-n ${quoted(condition)}`, ...options].join(' ');
/** Escapes the only two characters that fish interprets in single quotes. */
const quoted = (text: string) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
