import type { Argument, Command, Option } from 'commander';

/** What a word can be: one of the choices, a file name, or anything. */
export interface Word {
  readonly choices: readonly string[];
  readonly isFile: boolean;
}

export interface Flag extends Word {
  /** The names as typed: -o, --output. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
}

export interface Completable {
  /** The name and the aliases. */
  readonly names: readonly string[];
  readonly description: string;
  readonly flags: readonly Flag[];
  readonly operands: readonly Word[];
}

/** The completable words of a command line, from the command definitions. */
export function completablesOf(program: Command): readonly Completable[] {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const names = commands.map((command) => command.name());
  return commands.map((command) => ({
    names: [command.name(), ...command.aliases()],
    description: command.description(),
    flags: flagsOf(command),
    operands:
      command.name() === 'help' ? [{ choices: names, isFile: false }] : command.registeredArguments.map(operandOf),
  }));
}

export function flagsOf(command: Command): readonly Flag[] {
  return command.createHelp().visibleOptions(command).map(flagOf);
}

function flagOf({ short, long, description, flags, argChoices, required }: Option): Flag {
  const value = /[<[](.*)[>\]]/.exec(flags)?.[1];
  return {
    names: [short, long].filter((name) => name !== undefined),
    description,
    takesValue: required,
    choices: argChoices ?? [],
    isFile: value === 'file' || value === 'json',
  };
}

function operandOf(argument: Argument): Word {
  return { choices: argument.argChoices ?? [], isFile: argument.name() === 'file' };
}
