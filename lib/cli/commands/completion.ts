import { Argument, type Command } from 'commander';
import { completablesOf, flagsOf } from '../completion/completable.ts';
import { fishScript } from '../completion/fish.ts';
import { bashScript, zshScript } from '../completion/posix.ts';
import { printAll } from '../output/output.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
type Shell = keyof typeof SCRIPTS;

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script that completes commands, options and file names in a shell')
    .addArgument(new Argument('<shell>', 'shell to print it for').choices(Object.keys(SCRIPTS)))
    .action((shell: Shell) => printAll([SCRIPTS[shell](completablesOf(program), flagsOf(program))]));
}
