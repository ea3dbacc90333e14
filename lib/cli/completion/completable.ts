import type { Argument, Command, Option } from 'commander';

/** What a word may be: one of these, the name of a file, or anything. */
export interface Place {
  readonly choices: readonly string[];
  readonly isFile: boolean;
}

export interface Flag extends Place {
  /** As they are typed: -o, --output. */
  readonly names: readonly string[];
  readonly about: string;
  readonly takesValue: boolean;
}

export interface Completable {
  /** Its name and what else it is called. */
  readonly names: readonly string[];
  readonly about: string;
  readonly flags: readonly Flag[];
  readonly places: readonly Place[];
}

/** What of a command line can be completed, as the definitions of its commands say. */
export function completablesOf(program: Command): readonly Completable[] {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const names = commands.map((command) => command.name());
  return commands.map((command) => ({
    names: [command.name(), ...command.aliases()],
    about: command.description(),
    flags: flagsOf(command),
    places: command.name() === 'help' ? [{ choices: names, isFile: false }] : command.registeredArguments.map(placeOf),
  }));
}

export function flagsOf(command: Command): readonly Flag[] {
  return command.createHelp().visibleOptions(command).map(flagOf);
}

function flagOf({ short, long, description, flags, argChoices, required }: Option): Flag {
  const value = /[<[](.*)[>\]]/.exec(flags)?.[1];
  return {
    names: [short, long].filter((name) => name !== undefined),
    about: description,
    takesValue: required,
    choices: argChoices ?? [],
    isFile: value === 'file' || value === 'json',
  };
}

function placeOf(argument: Argument): Place {
  return { choices: argument.argChoices ?? [], isFile: argument.name() === 'file' };
}
