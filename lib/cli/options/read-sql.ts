import { text } from 'node:stream/consumers';
import { UserError } from '../../core/errors.ts';
import { commandIo } from '../invocation.ts';
import { readTextFile } from '../text-file.ts';

/** Throws UserError `query_given_twice`, `query_not_given` or `file_missing`. */
export async function readSql(argument: string | undefined, file: string | undefined): Promise<string> {
  if (argument !== undefined && file !== undefined) throw new UserError('query_given_twice');
  if (argument === '-' || file === '-') return text(commandIo().stdin);
  if (argument !== undefined) return argument;
  if (file === undefined) throw new UserError('query_not_given');
  return readTextFile(file);
}
