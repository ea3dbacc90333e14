import type { Command } from 'commander';
import { UserError } from '../../core/errors.ts';

const VERBS = ['guess', 'preview', 'issue', 'list', 'create', 'show', 'update', 'delete', 'history', 'run'];

/**
 * Accepts TD's commands for imports from other systems, with any arguments, and fails with an error that names the
 * replacement.
 */
export function addConnectors(program: Command): void {
  for (const command of ['connector', ...VERBS.map((verb) => `connector:${verb}`)]) {
    program
      .command(command, { hidden: true })
      .description("TD's import from other systems; not supported")
      .argument('[words...]')
      .allowUnknownOption()
      .action(() => {
        throw new UserError('connector_not_here', { command });
      });
  }
}
