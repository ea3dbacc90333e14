import type { Completable, Flag, Place } from './completable.ts';

export function fishScript(commands: readonly Completable[], flags: readonly Flag[]): string {
  const names = commands.flatMap(({ names: own }) => own);
  const isFirst = `not __fish_seen_subcommand_from ${names.join(' ')}`;
  return [
    '# Completion of pintd for fish. Load it with: pintd completion fish | source',
    'complete -c pintd -f',
    ...flags.map((flag) => flagLine(isFirst, flag)),
    ...commands.flatMap((command) => linesOf(isFirst, command)),
    '',
  ].join('\n');
}

function linesOf(isFirst: string, { names, about, flags, places }: Completable): string[] {
  const isChosen = `__fish_seen_subcommand_from ${names.join(' ')}`;
  return [
    line(isFirst, [`-a ${quoted(names.join(' '))}`, `-d ${quoted(about)}`]),
    ...flags.map((flag) => flagLine(isChosen, flag)),
    ...places.flatMap((place) => placeLine(isChosen, place)),
  ];
}

function flagLine(condition: string, { names, about, takesValue, choices, isFile }: Flag): string {
  const spelt = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = takesValue ? [isFile ? '-rF' : '-x'] : [];
  return line(condition, [...spelt, ...value, ...choicesOf(choices), `-d ${quoted(about)}`]);
}

function placeLine(condition: string, { choices, isFile }: Place): string[] {
  if (isFile) return [line(condition, ['-F'])];
  return choices.length === 0 ? [] : [line(condition, choicesOf(choices))];
}

const choicesOf = (choices: readonly string[]) => (choices.length === 0 ? [] : [`-a ${quoted(choices.join(' '))}`]);
const line = (condition: string, rest: readonly string[]) =>
  ['complete -c pintd', `-n ${quoted(condition)}`, ...rest].join(' ');
/** In single quotes fish reads nothing but these two. */
const quoted = (text: string) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
