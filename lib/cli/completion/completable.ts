import type { Argument, Command, Option } from 'commander';

/** The names of operands and values that can be a file or a folder. */
const PATHS = ['file', 'dir', 'folder', 'json', 'mapping'];

/** What a word can be: one of the choices, a file or folder, or anything. */
export interface Word {
  readonly choices: readonly string[];
  readonly isPath: boolean;
}

export interface Flag extends Word {
  /** The names as typed: -o, --output. */
  readonly names: readonly string[];
  readonly description: string;
  /**
   * Whether the next word is always the value of the flag. If the value is optional, the next word may be an operand.
   */
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
      command.name() === 'help' ? [{ choices: names, isPath: false }] : command.registeredArguments.map(operandOf),
  }));
}

export function flagsOf(command: Command): readonly Flag[] {
  return command.createHelp().visibleOptions(command).map(flagOf);
}

function flagOf({ short, long, description, flags, argChoices, required }: Option): Flag {
  const value = /[<[](.*)[>\]]/.exec(flags)?.[1] ?? '';
  return {
    names: [short, long].filter((name) => name !== undefined),
    description,
    takesValue: required,
    choices: argChoices ?? [],
    isPath: PATHS.includes(value),
  };
}

function operandOf(argument: Argument): Word {
  return { choices: argument.argChoices ?? [], isPath: PATHS.includes(argument.name()) };
}
