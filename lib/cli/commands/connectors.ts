import type { Command } from 'commander';
import { UserError } from '../../core/errors.ts';

const VERBS = ['guess', 'preview', 'issue', 'list', 'create', 'show', 'update', 'delete', 'history', 'run'];

/** TD's import from other systems, whatever is said to it: a script that has it is told what there is instead. */
export function addConnectors(program: Command): void {
  for (const command of ['connector', ...VERBS.map((verb) => `connector:${verb}`)]) {
    program
      .command(command, { hidden: true })
      .description("TD's import from other systems; it is not here")
      .argument('[words...]')
      .allowUnknownOption()
      .action(() => {
        throw new UserError('connector_not_here', { command });
      });
  }
}
